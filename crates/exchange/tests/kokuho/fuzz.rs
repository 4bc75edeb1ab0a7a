//! Any text in a name: refused by its character, or read back as it was meant.

use bansou_domain::claim::Benefit;
use bansou_exchange::kokuho::{Refusal, write};
use bansou_law::Law;
use proptest::prelude::*;
use unicode_normalization::UnicodeNormalization;

use crate::office::{batch, example, law};
use crate::reader::read;

/// A reading as everybody understands it: katakana, capitals, no spaces.
fn meant(text: &str) -> String {
    let marked = text.replace('゛', "\u{3099}").replace('゜', "\u{309A}");
    let katakana = |letter: char| match letter {
        'ぁ'..='ゖ' => char::from_u32(u32::from(letter) + 0x60).unwrap(),
        other => other.to_ascii_uppercase(),
    };
    let full: String = marked
        .nfkc()
        .filter(|letter| *letter != ' ')
        .map(katakana)
        .collect();
    full.nfkc().collect()
}

fn holds(law: &Law, guardian: &str, child: &str, name: &str) -> Result<(), TestCaseError> {
    let mut claims = example();
    guardian.clone_into(&mut claims[0].name_kana);
    claims[0].child_kana = Some(child.to_owned());
    name.clone_into(&mut claims[0].name);
    match write(&batch(Benefit::Planning, claims), &law.layout) {
        Ok(file) => {
            let groups = read(&file.bytes).groups;
            let detail = &groups[0].people[0].detail;
            for (cell, text) in [(&detail[7], guardian), (&detail[8], child)] {
                let (read, whole) = (meant(cell), meant(text));
                let cut = file.shortened.iter().any(|shortened| shortened.written == *cell);
                prop_assert!(
                    read == whole || cut && whole.starts_with(&read),
                    "{text:?} {cell:?}"
                );
                prop_assert!(cell.chars().count() <= 25);
            }
        }
        Err(refusals) => {
            for refusal in refusals {
                let Refusal::Text(_, unfit) = &refusal else {
                    return Err(TestCaseError::fail(format!("{refusal:?}")));
                };
                prop_assert!(guardian.contains(unfit.character) || child.contains(unfit.character));
                prop_assert!(!refusal.sentence().is_empty());
            }
        }
    }
    Ok(())
}

/// Makes a file of a claim with these words and numbers, or gives the reasons in words.
fn written(words: &[String; 5], numbers: (i64, u32, i64, i64, u8)) -> Result<Vec<u8>, Vec<String>> {
    let [certificate, municipality, code, line_name, office] = words.clone();
    let (units, count, price_hundredths, yen, area) = numbers;
    let mut claims = example();
    claims[0].certificate = certificate;
    claims[0].municipality = municipality;
    claims[0].lines[0].code = Some(code);
    claims[0].lines[0].name = line_name;
    claims[0].lines[0].units = units;
    claims[0].lines[0].count = count;
    claims[0].price_hundredths = price_hundredths;
    claims[0].area = area;
    claims[0].yen = yen;
    let mut batch = batch(Benefit::Planning, claims);
    batch.office = office;
    let refusals = |refusals: Vec<Refusal>| refusals.iter().map(Refusal::sentence).collect();
    write(&batch, &law().layout)
        .map(|file| file.bytes)
        .map_err(refusals)
}

proptest! {
    #[test]
    fn any_number_and_any_code_are_refused_in_words_or_read_back(
        words in any::<[String; 5]>(),
        numbers in any::<(i64, u32, i64, i64, u8)>(),
    ) {
        match written(&words, numbers) {
            Ok(bytes) => drop(read(&bytes)),
            Err(sentences) => prop_assert!(sentences.iter().all(|sentence| sentence.ends_with('。'))),
        }
    }

    #[test]
    fn any_likely_number_is_refused_in_words_or_read_back(
        certificate in "[0-9]{9,10}",
        municipality in "[0-9]{6}",
        code in "[0-9A-Z]{5,6}",
        (units, count, price) in (-50..5_000_i64, 0..5_u32, 0..2_000_i64),
        area in 0..9_u8,
    ) {
        let words = [certificate, municipality, code, String::new(), "1330000001".to_owned()];
        let yen = (units * i64::from(count) + 300) * price / 100;
        match written(&words, (units, count, price, yen, area)) {
            Ok(bytes) => drop(read(&bytes)),
            Err(sentences) => prop_assert!(sentences.iter().all(|sentence| sentence.ends_with('。'))),
        }
    }

    #[test]
    fn any_text_is_refused_by_its_character_or_read_back(guardian in any::<String>(), child in any::<String>(), name in any::<String>()) {
        holds(law(), &guardian, &child, &name)?;
    }

    #[test]
    fn any_reading_is_refused_by_its_character_or_read_back(
        guardian in "[ぁ-ゖァ-ヺｦ-ﾟー・゛゜\u{3099}\u{309A} 　Ａ-Ｚａ-ｚ０-９A-Za-z0-9]{0,40}",
        child in "[ァ-ロワヲンヴー　]{0,30}",
        name in "[一-鿿𠮷\u{E0100}]{0,8}",
    ) {
        holds(law(), &guardian, &child, &name)?;
    }
}
