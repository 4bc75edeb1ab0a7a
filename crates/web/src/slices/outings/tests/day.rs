//! One day of a visit: the tablet and the office write by turns into the same report, and sendings are doubled.

use std::collections::BTreeMap;

use axum::http::StatusCode;
use bansou_domain::id::PersonId;

use super::{bring_back, taken, text};
use crate::testing::TestApp;

const FIELDS: [&str; 3] = ["overall", "leads_to_text", "rights_text"];
const BASE: &str = "month=extra&occasion=o&overall=%E3%81%AF%E3%81%98%E3%82%81";

struct Day<'a> {
    app: &'a TestApp,
    person: PersonId,
    outing: String,
    /// The report's own form in the office.
    edit: String,
    version: u32,
    /// What stands on the tablet.
    here: BTreeMap<&'static str, String>,
}

impl<'a> Day<'a> {
    async fn begin(app: &'a TestApp) -> Self {
        let person = app.add_person().await;
        let start = [
            ("month", "extra"),
            ("occasion", "o"),
            ("overall", "はじめ"),
            ("_do", "draft"),
        ];
        let saved = app
            .post(&format!("/c/{person}/monitoring/write/extra"), &start)
            .await;
        Self {
            app,
            person,
            outing: text(&taken(app, person).await, "id"),
            edit: saved.location.split('?').next().unwrap().to_owned(),
            version: 1,
            here: BTreeMap::from([("overall", "はじめ".to_owned())]),
        }
    }

    /// What stands in a form, field by field.
    async fn stands(&self, path: &str) -> Vec<String> {
        let html = self.app.get(path).await.html();
        let value = |name: &&str| {
            let from = html.split(&format!("name=\"{name}\"")).nth(1).unwrap_or_default();
            let (_, rest) = from.split_once('>').unwrap_or_default();
            rest.split("</textarea>").next().unwrap_or("").trim().to_owned()
        };
        FIELDS.iter().map(value).collect()
    }

    async fn on_the_tablet(&mut self, field: &'static str, word: &str, sendings: u64) {
        self.here.entry(field).or_default().push_str(word);
        let mut form = form_urlencoded::Serializer::new(String::new());
        form.append_pair("month", "extra").append_pair("occasion", "o");
        form.extend_pairs(self.here.iter());
        let (fields, key) = (form.finish(), uuid::Uuid::now_v7().to_string());
        for _ in 0..sendings {
            bring_back(self.app, &self.outing, &key, BASE, &fields).await;
        }
    }

    async fn in_the_office(&mut self, field: &str, word: &str) {
        let mut there = self.stands(&self.edit).await;
        let place = FIELDS.iter().position(|name| *name == field).unwrap();
        there[place].push_str(word);
        let held = self.version.to_string();
        let mut fields = vec![
            ("month", "extra"),
            ("occasion", "o"),
            ("_do", "draft"),
            ("_version", held.as_str()),
        ];
        fields.extend(
            FIELDS
                .iter()
                .zip(&there)
                .map(|(name, value)| (*name, value.as_str())),
        );
        let saved = self.app.post(&self.edit, &fields).await;
        assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.text());
        self.version += 1;
    }

    async fn end(&self, words: &[String]) {
        let person = self.person;
        let returned = format!("/c/{person}/monitoring/returned/{}", self.outing);
        let back = self.app.get(&returned).await.status == StatusCode::OK;
        let all = self
            .stands(if back { &returned } else { &self.edit })
            .await
            .join(" ");
        for word in words {
            assert!(all.contains(word), "{word} is lost of {all}");
        }
        let list = self.app.get(&format!("/c/{person}/monitoring")).await.html();
        assert_eq!(list.matches("/edit\"").count(), 1, "one visit makes one report");
    }
}

/// Six turns in an order that `seed` decides.
pub(super) async fn spend(app: &TestApp, seed: u64) {
    let mut state = seed;
    let mut random = |below: u64| {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) % below
    };
    let mut day = Day::begin(app).await;
    let mut words = Vec::new();
    for turn in 0..6 {
        let field = FIELDS[usize::try_from(random(3)).unwrap()];
        let word = format!("語{seed}の{turn}");
        if random(2) == 0 {
            day.on_the_tablet(field, &word, 1 + random(2)).await;
        } else {
            day.in_the_office(field, &word).await;
        }
        words.push(word);
    }
    day.end(&words).await;
}
