//! How cells of the workbook look.

use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder, FormatUnderline};

use crate::form::{BlockKind, Kind, MarkKind};

const RED: Color = Color::RGB(0x00EC_0000);
const SHADE: Color = Color::RGB(0x00E8_E8E8);

fn text(size: f64) -> Format {
    Format::new()
        .set_font_name("BIZ UDPゴシック")
        .set_font_size(size)
        .set_text_wrap()
}

/// A cell of a ruled table.
pub(super) fn cell(kind: Kind, size: f64) -> Format {
    let format = text(size).set_border(FormatBorder::Thin);
    match kind {
        Kind::Label => format
            .set_background_color(SHADE)
            .set_align(FormatAlign::VerticalCenter),
        Kind::Head => format
            .set_background_color(SHADE)
            .set_align(FormatAlign::Center)
            .set_align(FormatAlign::VerticalCenter),
        Kind::Value => format.set_align(FormatAlign::Top),
        Kind::Short => format.set_align(FormatAlign::VerticalCenter),
        Kind::Mark => format
            .set_align(FormatAlign::Center)
            .set_align(FormatAlign::VerticalCenter),
        Kind::Amount => format
            .set_align(FormatAlign::Right)
            .set_align(FormatAlign::VerticalCenter)
            .set_num_format("#,##0"),
    }
}

/// The title.
pub(super) fn title() -> Format {
    text(14.0)
        .set_bold()
        .set_align(FormatAlign::Center)
        .set_align(FormatAlign::VerticalCenter)
}

/// The mark of the form, above the title.
pub(super) fn form_number() -> Format {
    text(9.0).set_align(FormatAlign::VerticalCenter)
}

/// A section's heading.
pub(super) fn heading() -> Format {
    text(10.0).set_bold().set_align(FormatAlign::Bottom)
}

/// A half hour of a day with nothing in it.
pub(super) fn free() -> Format {
    text(8.0).set_border(FormatBorder::Hair)
}

/// A block of the week.
pub(super) fn block(kind: BlockKind, mark: Option<MarkKind>) -> Format {
    let format = text(8.0).set_align(FormatAlign::Top);
    let format = match kind {
        BlockKind::Service => format.set_bold().set_border(FormatBorder::Medium),
        BlockKind::Informal => format.set_border(FormatBorder::Thin),
        BlockKind::Own => format.set_border(FormatBorder::Dotted),
        BlockKind::Family => format.set_border(FormatBorder::Thin).set_background_color(SHADE),
    };
    match mark {
        None => format,
        Some(MarkKind::Removed) => format.set_font_color(RED).set_font_strikethrough(),
        Some(MarkKind::Added | MarkKind::Changed) => {
            format.set_font_color(RED).set_underline(FormatUnderline::Single)
        }
    }
}
