//! The family as it is drawn and told: the rows of the face sheet with the ties of the assessment.

use bansou_documents::drawing::{DeathMark, EcomapOptions, GenogramOptions, ecomap_svg, genogram_svg};
use bansou_domain::assessment::Assessment;
use bansou_domain::family::{FamilyMap, FamilyMember, from_relations};
use bansou_domain::person::Person;
use jiff::civil::Date;

/// The family of a person with the ties an assessment has recorded between its members.
pub(crate) fn map(person: &Person, assessment: &Assessment) -> FamilyMap {
    let mut map = from_relations(FamilyMember::person(person), &person.family);
    let known = |map: &FamilyMap, key| map.member(key).is_some();
    let ties = assessment.family_ties.iter();
    map.ties = ties
        .filter(|tie| known(&map, tie.from) && known(&map, tie.to))
        .copied()
        .collect();
    map
}

/// 家族構成図.
pub(crate) fn genogram(person: &Person, assessment: &Assessment, on: Date, death: DeathMark) -> String {
    let options = GenogramOptions {
        death,
        ..GenogramOptions::default()
    };
    genogram_svg(&map(person, assessment), on, &options)
}

/// 社会関係図.
pub(crate) fn ecomap(person: &Person, assessment: &Assessment, on: Date) -> String {
    let centre = FamilyMember::person(person);
    ecomap_svg(&centre, &assessment.ecomap, on, &EcomapOptions::default())
}

/// A drawing as the address of a picture inside the page.
pub(crate) fn inline(svg: &str) -> String {
    let encoded = data_encoding::BASE64.encode(svg.as_bytes());
    format!("data:image/svg+xml;base64,{encoded}")
}
