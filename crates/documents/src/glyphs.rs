//! Makes text printable without changing what it says.

use std::collections::BTreeSet;

use crate::form::Form;
use crate::world::Fonts;

/// Printed where no font has the character; printers' mark for a missing type.
pub(crate) const GETA: char = '〓';

/// A place where a line may break, invisible on paper.
const BREAK: char = '\u{200B}';

/// A run of this length without a place to break would leave a narrow cell.
/// A telephone number (13) stays in one piece.
const LONGEST_RUN: usize = 13;

/// Replaces what cannot be drawn and opens long runs; returns what was missing.
pub(crate) fn prepare(form: &mut Form, fonts: &Fonts) -> Vec<char> {
    let mut missing = BTreeSet::new();
    form.each_drawing(&mut |drawing| {
        drawing.svg = drawable(&drawing.svg, fonts, &mut missing);
        drawing.alt = drawable(&drawing.alt, fonts, &mut missing);
    });
    form.each_text(&mut |text| *text = breakable(&drawable(text, fonts, &mut missing)));
    missing.into_iter().collect()
}

fn drawable(text: &str, fonts: &Fonts, missing: &mut BTreeSet<char>) -> String {
    let mut drawn = String::with_capacity(text.len());
    for character in text.replace("\r\n", "\n").chars() {
        match character {
            '\n' | '\r' | '\u{2028}' | '\u{2029}' => drawn.push('\n'),
            '\t' => drawn.push(' '),
            // The faces have no ballot box; the forms' own squares say the same.
            '☐' => drawn.push('□'),
            '☑' | '☒' => drawn.push('■'),
            // Marks that have no shape: telephones and chat programs wrap
            // numbers in direction marks. Text is printed in the order it was
            // typed, so none may turn a line round.
            invisible if is_shapeless(invisible) => {}
            known if fonts.can_draw(known) => drawn.push(known),
            unknown => {
                missing.insert(unknown);
                drawn.push(GETA);
            }
        }
    }
    drawn
}

fn is_shapeless(character: char) -> bool {
    character.is_control()
        || matches!(character,
            '\u{00AD}' | '\u{061C}' | '\u{180E}' | '\u{FEFF}' | '\u{FFFE}' | '\u{FFFF}'
            | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}'
            | '\u{FE00}'..='\u{FE0F}' | '\u{FFF9}'..='\u{FFFB}' | '\u{E0000}'..='\u{E0FFF}')
}

fn breakable(text: &str) -> String {
    let mut opened = String::with_capacity(text.len());
    let mut run = Vec::new();
    for character in text.chars() {
        if breaks_by_itself(character) {
            close(&mut opened, &mut run);
            opened.push(character);
        } else {
            run.push(character);
        }
    }
    close(&mut opened, &mut run);
    opened
}

fn close(opened: &mut String, run: &mut Vec<char>) {
    let open = run.len() > LONGEST_RUN;
    for (position, character) in run.drain(..).enumerate() {
        if open && position > 0 {
            opened.push(BREAK);
        }
        opened.push(character);
    }
}

// Kanji and full-size kana: a Japanese line may end on either side of them.
fn breaks_by_itself(character: char) -> bool {
    let small = "ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ々";
    character.is_whitespace()
        || (matches!(character,
            'ぁ'..='ゖ' | 'ァ'..='ヺ' | '\u{3400}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}')
            && !small.contains(character))
}
