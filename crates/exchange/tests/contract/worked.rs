//! The worked example, as the contract prints it.

use crate::support::{claimed, understood, worked};

/// RESULT, with the texts the contract leaves open as “…”.
const PRINTED: &str = r#"{
  "month": "2026-10",
  "rules": ["rewards/2024-04", "rewards/2026-06"],
  "load": {"average_cases": "20.0000", "average_consultants": "1.0000", "per_consultant": "20.0000", "over": 0},
  "people": [
    {
      "id": "p1",
      "lines": [
        {"item": "monitoring_fee", "tier": "1", "units": 1308, "count": 1, "code": "521211", "on": "2026-10-06", "because": ["people[0].events[0]", "people[0].events[1]"], "rule": "…", "source": "…", "evidence": "two_sources"},
        {"item": "chief", "tier": "2", "units": 100, "count": 1, "code": "526017", "on": null, "because": ["office.systems"], "rule": "…", "source": "…", "evidence": "…"},
        {"item": "conference", "tier": null, "units": 100, "count": 1, "code": "526825", "on": null, "because": ["people[0].events[2]"], "rule": "…", "source": "…", "evidence": "…"},
        {"item": "psychiatric", "tier": "1", "units": 60, "count": 1, "code": "526851", "on": null, "because": ["office.systems"], "rule": "…", "source": "…", "evidence": "…"}
      ],
      "units": 1568, "unit_price": "10.60", "yen": 16620,
      "not_claimed": [], "problems": []
    }
  ],
  "totals": {"adult": {"people": 1, "units": 1568, "yen": 16620}, "child": {"people": 0, "units": 0, "yen": 0}}
}"#;

// Space between tokens means nothing in JSON; space in a text does.
fn without_layout(json: &str) -> String {
    let mut text = false;
    let outside = |letter: &char| {
        if *letter == '"' {
            text = !text;
        }
        text || !letter.is_whitespace()
    };
    json.chars().filter(outside).collect()
}

#[test]
fn the_worked_example_is_written_as_the_contract_prints_it_in_every_byte_that_means_something() {
    let written = without_layout(&bansou_exchange::write(&claimed(&understood(&worked()))));
    let mut rest = written.as_str();
    let printed = without_layout(PRINTED);
    let mut fixed = printed.split("\"…\"");
    rest = rest.strip_prefix(fixed.next().unwrap()).expect(rest);
    for fixed in fixed {
        let open = rest.strip_prefix('"').expect(rest);
        let (text, after) = open.split_once('"').unwrap();
        assert!(!text.is_empty(), "an empty text before {after}");
        rest = after
            .strip_prefix(fixed)
            .unwrap_or_else(|| panic!("{after}\nis not\n{fixed}"));
    }
    assert_eq!(rest, "");
}
