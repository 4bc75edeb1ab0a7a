//! 届いた画像. A picture from outside the office is drawn anew: what it shows is kept, and nothing else that the file
//! held, such as the place where it was taken.

use std::io::Cursor;

use bansou_domain::scan::{ScanKind, ScanProblem};
use image::codecs::jpeg::JpegEncoder;
use image::codecs::png::{CompressionType, FilterType, PngEncoder};
use image::metadata::Orientation;
use image::{DynamicImage, ImageDecoder, ImageError, ImageFormat, ImageReader, Limits};

/// The most picture elements that are drawn anew: a telephone at its finest.
const MOST_PIXELS: u64 = 50_000_000;
const BYTES_EACH: u64 = 4;
const LONGEST_SIDE: u32 = 30_000;
const QUALITY: u8 = 85;

/// Draws a picture anew, upright as the camera held it. A paper in PDF stays as it is.
pub fn redraw(kind: ScanKind, bytes: &[u8]) -> Result<Vec<u8>, ScanProblem> {
    let format = match kind {
        ScanKind::Pdf => return Ok(bytes.to_vec()),
        ScanKind::Jpeg => ImageFormat::Jpeg,
        ScanKind::Png => ImageFormat::Png,
    };
    let picture = read(format, bytes)?;
    let mut drawn = Vec::new();
    let written = match kind {
        ScanKind::Png => plain(&picture).write_with_encoder(PngEncoder::new_with_quality(
            &mut drawn,
            CompressionType::Fast,
            FilterType::Adaptive,
        )),
        _ => DynamicImage::from(picture.into_rgb8())
            .write_with_encoder(JpegEncoder::new_with_quality(&mut drawn, QUALITY)),
    };
    written.map_err(|_| ScanProblem::Broken)?;
    Ok(drawn)
}

fn read(format: ImageFormat, bytes: &[u8]) -> Result<DynamicImage, ScanProblem> {
    let mut limits = Limits::default();
    limits.max_image_width = Some(LONGEST_SIDE);
    limits.max_image_height = Some(LONGEST_SIDE);
    limits.max_alloc = Some(MOST_PIXELS * BYTES_EACH);
    let mut reader = ImageReader::with_format(Cursor::new(bytes), format);
    reader.limits(limits);
    let mut decoder = reader.into_decoder().map_err(|why| told(&why))?;
    // What the picture unfolds to is known before any of it is unfolded.
    if decoder.total_bytes() > MOST_PIXELS * BYTES_EACH {
        return Err(ScanProblem::TooManyPixels);
    }
    let upright = decoder.orientation().unwrap_or(Orientation::NoTransforms);
    let mut picture = DynamicImage::from_decoder(decoder).map_err(|why| told(&why))?;
    picture.apply_orientation(upright);
    Ok(picture)
}

fn told(why: &ImageError) -> ScanProblem {
    match why {
        ImageError::Limits(_) => ScanProblem::TooManyPixels,
        _ => ScanProblem::Broken,
    }
}

/// Eight bits for each colour, as every program shows them.
fn plain(picture: &DynamicImage) -> DynamicImage {
    let colour = picture.color();
    match (colour.has_color(), colour.has_alpha()) {
        (_, true) => picture.to_rgba8().into(),
        (true, false) => picture.to_rgb8().into(),
        (false, false) => picture.to_luma8().into(),
    }
}

#[cfg(test)]
mod tests {
    use bansou_domain::scan::sniff;
    use image::{Rgb, RgbImage};

    use super::*;

    const SECRET: &[u8] = b"N35.6895 E139.6917 Sagamihara";

    /// Two wide, one high: red on the left.
    fn flag(format: ImageFormat) -> Vec<u8> {
        let mut picture = RgbImage::new(32, 16);
        for (x, _, pixel) in picture.enumerate_pixels_mut() {
            *pixel = if x < 16 {
                Rgb([220, 0, 0])
            } else {
                Rgb([255, 255, 255])
            };
        }
        let mut bytes = Cursor::new(Vec::new());
        DynamicImage::from(picture).write_to(&mut bytes, format).unwrap();
        bytes.into_inner()
    }

    /// The picture with an EXIF part that says how the camera was held, and something of its own.
    fn with_exif(orientation: u8) -> Vec<u8> {
        let mut part = b"Exif\0\0MM\0\x2A\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0".to_vec();
        part.extend([orientation, 0, 0, 0, 0, 0, 0]);
        part.extend(SECRET);
        let mut jpeg = flag(ImageFormat::Jpeg);
        let length = u16::try_from(part.len() + 2).unwrap().to_be_bytes();
        let head = [0xFF, 0xE1].into_iter().chain(length).chain(part);
        jpeg.splice(2..2, head);
        jpeg
    }

    fn holds(bytes: &[u8], part: &[u8]) -> bool {
        bytes.windows(part.len()).any(|window| window == part)
    }

    #[test]
    fn a_picture_keeps_what_it_shows_and_loses_where_it_was_taken() {
        let sent = with_exif(6);
        assert!(holds(&sent, SECRET) && holds(&sent, b"Exif"));
        let kept = redraw(sniff(&sent).unwrap(), &sent).unwrap();
        assert!(!holds(&kept, SECRET) && !holds(&kept, b"Exif"));
        assert_eq!(sniff(&kept), Ok(ScanKind::Jpeg));
        let drawn = image::load_from_memory(&kept).unwrap().into_rgb8();
        assert_eq!(
            drawn.dimensions(),
            (16, 32),
            "it stands upright, as the camera said"
        );
        assert!(drawn.get_pixel(8, 4).0[1] < 90 && drawn.get_pixel(8, 28).0[1] > 200);
    }

    #[test]
    fn text_hidden_in_a_png_and_bytes_after_its_end_are_gone() {
        let mut sent = flag(ImageFormat::Png);
        let end = sent.len();
        sent.extend(b"<script>alert(1)</script>IEND");
        let kept = redraw(ScanKind::Png, &sent).unwrap();
        assert!(!holds(&kept, b"script"));
        let [before, after] =
            [&sent[..end], &kept].map(|bytes| image::load_from_memory(bytes).unwrap().into_rgb8());
        assert_eq!(before, after);
    }

    #[test]
    fn a_picture_that_unfolds_to_too_much_is_refused_before_it_is_unfolded() {
        let mut wide = flag(ImageFormat::Png);
        // Width and height stand at the same place in every PNG; their checksum follows the head.
        for (at, side) in [(16, 20_000_u32), (20, 20_000)] {
            wide.splice(at..at + 4, side.to_be_bytes());
        }
        let sum = checksum(&wide[12..29]).to_be_bytes();
        wide.splice(29..33, sum);
        assert_eq!(redraw(ScanKind::Png, &wide), Err(ScanProblem::TooManyPixels));
    }

    fn checksum(bytes: &[u8]) -> u32 {
        let step = |sum: u32, _| {
            if sum & 1 == 1 {
                sum >> 1 ^ 0xEDB8_8320
            } else {
                sum >> 1
            }
        };
        let byte = |sum: u32, byte: &u8| (0..8).fold(sum ^ u32::from(*byte), step);
        !bytes.iter().fold(u32::MAX, byte)
    }

    #[test]
    fn what_only_begins_like_a_picture_is_refused() {
        let jpeg = flag(ImageFormat::Jpeg);
        for (kind, bytes) in [
            (ScanKind::Jpeg, &b"\xFF\xD8\xFF\xE0 not a picture"[..]),
            (ScanKind::Png, &b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR nothing IEND"[..]),
            (ScanKind::Jpeg, &jpeg[..jpeg.len() / 3]),
        ] {
            assert_eq!(redraw(kind, bytes), Err(ScanProblem::Broken));
        }
        assert_eq!(redraw(ScanKind::Pdf, b"%PDF- %%EOF").unwrap(), b"%PDF- %%EOF");
    }
}
