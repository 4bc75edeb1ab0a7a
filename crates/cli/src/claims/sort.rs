//! Sorting more records than memory holds: sorted runs on disk, merged while they are read.

use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::fs::File;
use std::io::{self, BufReader, BufWriter, Read, Seek, Write};

/// How many bytes of records are held before a run is written.
const HELD: usize = 4 << 20;

type Record = (Vec<u8>, Vec<u8>);

/// Takes records in any order. What is held lies in one piece, so that it goes without leaving holes behind.
#[derive(Default)]
pub(super) struct Sorter {
    bytes: Vec<u8>,
    places: Vec<Place>,
    runs: Vec<File>,
}

/// Where one record lies.
#[derive(Clone, Copy)]
struct Place {
    start: usize,
    value: usize,
    end: usize,
}

impl Place {
    // By key, then by what goes with it.
    fn parts(self, bytes: &[u8]) -> (&[u8], &[u8]) {
        let part = |from, to| bytes.get(from..to).unwrap_or_default();
        (part(self.start, self.value), part(self.value, self.end))
    }
}

impl Sorter {
    /// Adds one record: what it is sorted by, and what goes with it.
    pub(super) fn add(&mut self, key: &[u8], value: &[u8]) -> io::Result<()> {
        let start = self.bytes.len();
        self.bytes.extend_from_slice(key);
        self.bytes.extend_from_slice(value);
        self.places.push(Place {
            start,
            value: start + key.len(),
            end: self.bytes.len(),
        });
        let held = self.bytes.len() + self.places.len() * size_of::<Place>();
        if held > HELD { self.spill() } else { Ok(()) }
    }

    /// Reads everything back in order: by key, then by what goes with it.
    pub(super) fn sorted(mut self) -> io::Result<Sorted> {
        self.spill()?;
        let mut runs: Vec<Run> = self.runs.into_iter().map(BufReader::new).collect();
        let mut heap = BinaryHeap::new();
        for (number, run) in runs.iter_mut().enumerate() {
            if let Some(record) = read_record(run)? {
                heap.push(Reverse((record, number)));
            }
        }
        Ok(Sorted { runs, heap })
    }

    fn spill(&mut self) -> io::Result<()> {
        let bytes = &self.bytes;
        self.places
            .sort_unstable_by(|a, b| a.parts(bytes).cmp(&b.parts(bytes)));
        let mut run = BufWriter::new(tempfile::tempfile()?);
        for place in &self.places {
            let (key, value) = place.parts(bytes);
            write_bytes(&mut run, key)?;
            write_bytes(&mut run, value)?;
        }
        let mut run = run.into_inner().map_err(io::IntoInnerError::into_error)?;
        run.rewind()?;
        self.runs.push(run);
        self.bytes.clear();
        self.places.clear();
        Ok(())
    }
}

/// Records in order.
pub(super) struct Sorted {
    runs: Vec<Run>,
    heap: BinaryHeap<Reverse<(Record, usize)>>,
}

impl Sorted {
    /// Returns the next record.
    pub(super) fn next(&mut self) -> io::Result<Option<Record>> {
        let Some(Reverse((record, number))) = self.heap.pop() else {
            return Ok(None);
        };
        if let Some(run) = self.runs.get_mut(number)
            && let Some(following) = read_record(run)?
        {
            self.heap.push(Reverse((following, number)));
        }
        Ok(Some(record))
    }
}

type Run = BufReader<File>;

// Nothing at the end of the run.
fn read_record(run: &mut Run) -> io::Result<Option<Record>> {
    let Some(key) = read_bytes(run)? else {
        return Ok(None);
    };
    let value = read_bytes(run)?.ok_or(io::ErrorKind::UnexpectedEof)?;
    Ok(Some((key, value)))
}

fn write_bytes(to: &mut impl Write, bytes: &[u8]) -> io::Result<()> {
    let length = u32::try_from(bytes.len()).map_err(|_| io::ErrorKind::FileTooLarge)?;
    to.write_all(&length.to_le_bytes())?;
    to.write_all(bytes)
}

// Nothing at the end of the run.
fn read_bytes(from: &mut impl Read) -> io::Result<Option<Vec<u8>>> {
    let mut length = [0; 4];
    match from.read_exact(&mut length) {
        Ok(()) => {}
        Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => return Ok(None),
        Err(error) => return Err(error),
    }
    let mut bytes = vec![0; u32::from_le_bytes(length) as usize];
    from.read_exact(&mut bytes)?;
    Ok(Some(bytes))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_does_not_fit_into_memory_comes_back_in_order() {
        let mut sorter = Sorter::default();
        let filler = vec![b'x'; 40_000];
        for number in 0..1_500_u32 {
            let key = (number.wrapping_mul(2_654_435_761) % 1_500).to_be_bytes();
            sorter.add(&key, &filler).unwrap();
        }
        assert!(sorter.runs.len() > 2, "{} runs", sorter.runs.len());
        let mut records = sorter.sorted().unwrap();
        let mut last = Vec::new();
        let mut count = 0;
        while let Some((key, value)) = records.next().unwrap() {
            assert!(last <= key);
            assert_eq!(value.len(), 40_000);
            last = key;
            count += 1;
        }
        assert_eq!(count, 1_500);
    }

    #[test]
    fn of_one_key_the_smaller_record_comes_first() {
        let mut sorter = Sorter::default();
        for value in [3_u8, 1, 2] {
            sorter.add(b"k", &[value]).unwrap();
        }
        let mut records = sorter.sorted().unwrap();
        let values = std::iter::from_fn(|| records.next().unwrap()).map(|(_, value)| value[0]);
        assert_eq!(values.collect::<Vec<_>>(), [1, 2, 3]);
    }
}
