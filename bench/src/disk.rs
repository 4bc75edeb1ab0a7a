//! How long this disk takes to make one write last: no durable save can be faster.

use std::io::Write as _;
use std::path::Path;
use std::time::Instant;

use anyhow::Result;

use crate::figures::Times;

const WRITES: usize = 300;
/// A page of the database.
const PAGE: [u8; 4096] = [0x5A; 4096];

/// Times of appending one page and asking the disk to keep it.
pub(crate) fn sync_time(folder: &Path) -> Result<Times> {
    let mut file = tempfile::tempfile_in(folder)?;
    let mut times = Times::default();
    let begun = Instant::now();
    for _ in 0..WRITES {
        let asked = Instant::now();
        file.write_all(&PAGE)?;
        file.sync_data()?;
        times.add(asked.elapsed());
    }
    times.within(begun.elapsed());
    Ok(times)
}
