//! Lines of a large file, a batch at a time, worked on by every core.

use std::fs::File;
use std::io::{self, BufRead as _, BufReader};
use std::path::Path;
use std::thread;

use indicatif::ProgressBar;

/// How many lines are worked on together.
const BATCH: usize = 2_000;

/// A file of facts, read from the beginning.
pub(super) struct LineReader {
    file: BufReader<File>,
    position: usize,
    bar: ProgressBar,
}

/// The lines of one batch, each with its place after the first line.
pub(super) type Batch = Vec<(usize, String)>;

impl LineReader {
    /// Opens a file and returns its first line too.
    pub(super) fn open(path: &Path, bar: &ProgressBar) -> io::Result<(String, Self)> {
        let mut reader = Self {
            file: BufReader::with_capacity(1 << 20, File::open(path)?),
            position: 0,
            bar: bar.clone(),
        };
        let first = reader.line()?.unwrap_or_default();
        Ok((first, reader))
    }

    /// Returns the next lines; none at the end of the file.
    pub(super) fn batch(&mut self) -> io::Result<Batch> {
        let mut batch = Batch::with_capacity(BATCH);
        while batch.len() < BATCH {
            let Some(line) = self.line()? else { break };
            // An empty line is nobody: editors leave one at the end.
            if !line.trim().is_empty() {
                batch.push((self.position, line));
                self.position += 1;
            }
        }
        Ok(batch)
    }

    fn line(&mut self) -> io::Result<Option<String>> {
        let mut line = String::new();
        let bytes = self.file.read_line(&mut line)?;
        self.bar.inc(bytes as u64);
        Ok((bytes > 0).then_some(line))
    }
}

/// Works on everything of a batch, on all cores, and returns what came of it in its order.
pub(super) fn work<I: Sync, T: Send>(batch: &[I], each: impl Fn(&I) -> T + Sync) -> Vec<T> {
    let cores = thread::available_parallelism().map_or(1, usize::from);
    let share = batch.len().div_ceil(cores).max(1);
    thread::scope(|scope| {
        let parts: Vec<_> = batch
            .chunks(share)
            .map(|part| {
                let each = &each;
                scope.spawn(move || part.iter().map(each).collect::<Vec<T>>())
            })
            .collect();
        let joined = parts.into_iter().map(|part| match part.join() {
            Ok(done) => done,
            Err(panic) => std::panic::resume_unwind(panic),
        });
        joined.flatten().collect()
    })
}
