//! 紙の控え. A signed paper as a scanner or a camera keeps it: what kinds are taken, and how they are told apart.

use crate::choice;

/// The most one file may hold, in bytes: some pages of a scanner, or one photo of a tablet.
pub const MOST_BYTES: usize = 10 * 1024 * 1024;

/// The most picture elements an image may unfold to: a page at 600 dpi twice over. A small file can unfold to a picture that
/// no PC can show.
pub const MOST_PIXELS: u64 = 80_000_000;

choice! {
    /// 控えの形式.
    pub enum ScanKind {
        /// PDF.
        Pdf = "pdf", "PDF";
        /// JPEG.
        Jpeg = "jpeg", "写真（JPEG）";
        /// PNG.
        Png = "png", "画像（PNG）";
    }
}

/// Why a file is not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ScanProblem {
    /// There is nothing in it.
    Empty,
    /// It holds more than [`MOST_BYTES`].
    TooLarge,
    /// An image that unfolds to more than [`MOST_PIXELS`].
    TooManyPixels,
    /// A PDF or PNG whose end is missing, as after a copy that was interrupted.
    CutOff,
    /// A photo in the format of newer cameras, which office PCs do not show.
    Heic,
    /// It begins like a picture and cannot be drawn.
    Broken,
    /// Anything else, whatever its name says.
    OtherKind,
}

/// Tells the kind of a file by its bytes; what its name or its sender says is not believed.
pub fn sniff(bytes: &[u8]) -> Result<ScanKind, ScanProblem> {
    const PNG: &[u8] = b"\x89PNG\r\n\x1a\n";
    let tail = |most: usize| bytes.get(bytes.len().saturating_sub(most)..).unwrap_or(bytes);
    let ends = |most: usize, mark: &[u8]| tail(most).windows(mark.len()).any(|found| found == mark);
    let brand = bytes.get(4..12).unwrap_or_default();
    if bytes.is_empty() {
        Err(ScanProblem::Empty)
    } else if bytes.len() > MOST_BYTES {
        Err(ScanProblem::TooLarge)
    } else if bytes.starts_with(b"%PDF-") {
        // Some scanners write a little after the end mark.
        if ends(2048, b"%%EOF") {
            Ok(ScanKind::Pdf)
        } else {
            Err(ScanProblem::CutOff)
        }
    } else if bytes.starts_with(&[0xFF, 0xD8, 0xFF]) {
        within(ScanKind::Jpeg, jpeg_size(bytes))
    } else if bytes.starts_with(PNG) && bytes.get(12..16) == Some(b"IHDR") {
        if ends(64, b"IEND") {
            within(ScanKind::Png, png_size(bytes))
        } else {
            Err(ScanProblem::CutOff)
        }
    } else if brand.starts_with(b"ftyp")
        && [b"heic", b"heix", b"mif1", b"msf1", b"hevc"]
            .iter()
            .any(|mark| brand.ends_with(*mark))
    {
        Err(ScanProblem::Heic)
    } else {
        Err(ScanProblem::OtherKind)
    }
}

/// The image, where what its own head says of its size is bearable. A head that says nothing unfolds to nothing.
fn within(kind: ScanKind, size: Option<(u64, u64)>) -> Result<ScanKind, ScanProblem> {
    match size {
        Some((width, height)) if width.saturating_mul(height) > MOST_PIXELS => {
            Err(ScanProblem::TooManyPixels)
        }
        _ => Ok(kind),
    }
}

fn number(bytes: &[u8], at: usize, length: usize) -> Option<u64> {
    let found = bytes.get(at..at.checked_add(length)?)?;
    Some(
        found
            .iter()
            .fold(0, |number, byte| number << 8 | u64::from(*byte)),
    )
}

fn png_size(bytes: &[u8]) -> Option<(u64, u64)> {
    Some((number(bytes, 16, 4)?, number(bytes, 20, 4)?))
}

/// Goes from segment to segment to the one that begins the frame.
fn jpeg_size(bytes: &[u8]) -> Option<(u64, u64)> {
    let mut at = 2;
    loop {
        let (mark, length) = (number(bytes, at, 2)?, number(bytes, at + 2, 2)?);
        match mark {
            0xFFC4 | 0xFFC8 | 0xFFCC => {}
            0xFFC0..=0xFFCF => return Some((number(bytes, at + 7, 2)?, number(bytes, at + 5, 2)?)),
            0xFF00..=0xFFFF => {}
            _ => return None,
        }
        at = at.checked_add(2 + usize::try_from(length.max(2)).ok()?)?;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PNG: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\x04\0\0\0\x04\0IEND\xAE\x42\x60\x82";

    #[test]
    fn a_file_is_what_its_bytes_say() {
        let told = [
            ("%PDF-1.7 … %%EOF", sniff("%PDF-1.7 … %%EOF\n".as_bytes())),
            ("%PDF-1.7 …", sniff("%PDF-1.7 …".as_bytes())),
            ("JPEG", sniff(b"\xFF\xD8\xFF\xE0..JFIF")),
            ("PNG", sniff(PNG)),
            ("PNG, cut", sniff(PNG.get(..20).unwrap())),
            ("HEIC", sniff(b"\0\0\0\x18ftypheic....")),
            ("nothing", sniff(b"")),
            ("HTML", sniff(b"<html>%PDF-1.7 %%EOF")),
            ("SVG", sniff(b"<svg xmlns='http://www.w3.org/2000/svg'/>")),
            ("GIF", sniff(b"GIF89a")),
        ];
        let lines: Vec<_> = told
            .iter()
            .map(|(name, kind)| format!("{name}: {kind:?}"))
            .collect();
        insta::assert_snapshot!(lines.join("\n"), @r"
        %PDF-1.7 … %%EOF: Ok(Pdf)
        %PDF-1.7 …: Err(CutOff)
        JPEG: Ok(Jpeg)
        PNG: Ok(Png)
        PNG, cut: Err(CutOff)
        HEIC: Err(Heic)
        nothing: Err(Empty)
        HTML: Err(OtherKind)
        SVG: Err(OtherKind)
        GIF: Err(OtherKind)
        ");
    }

    #[test]
    fn a_file_of_the_limit_is_taken_and_one_byte_more_is_not() {
        let jpeg = |length: usize| {
            let mut bytes = vec![0; length];
            bytes.splice(..3, [0xFF, 0xD8, 0xFF]);
            sniff(&bytes)
        };
        assert_eq!(jpeg(MOST_BYTES), Ok(ScanKind::Jpeg));
        assert_eq!(jpeg(MOST_BYTES + 1), Err(ScanProblem::TooLarge));
    }

    #[test]
    fn an_image_that_would_fill_the_memory_is_refused_by_its_head_alone() {
        let png = |side: u32| {
            let side = side.to_be_bytes();
            let mut bytes = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".to_vec();
            bytes.extend(side);
            bytes.extend(side);
            bytes.extend(b"IEND");
            sniff(&bytes)
        };
        assert_eq!(png(8_000), Ok(ScanKind::Png));
        assert_eq!(png(50_000), Err(ScanProblem::TooManyPixels));
        let jpeg = |side: u16| {
            let side = side.to_be_bytes();
            let mut bytes = b"\xFF\xD8\xFF\xE0\0\x04JF\xFF\xC2\0\x11\x08".to_vec();
            bytes.extend(side);
            bytes.extend(side);
            sniff(&bytes)
        };
        assert_eq!(jpeg(8_000), Ok(ScanKind::Jpeg));
        assert_eq!(jpeg(50_000), Err(ScanProblem::TooManyPixels));
    }
}
