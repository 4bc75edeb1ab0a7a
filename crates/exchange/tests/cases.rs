//! The golden cases of `law/cases`: facts in, expectation out. Every case is judged; all that differ are told at once.
#![expect(clippy::unwrap_used, reason = "a case that cannot be read has failed")]

use std::fs;
use std::num::NonZeroU8;
use std::path::{Path, PathBuf};

use bansou_billing::{Rules, claim, covers};
use bansou_domain::calendar::Period;
use bansou_domain::schedule::{FirstMonthly, monitoring_months};
use bansou_law::Law;
use serde_json::Value;

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../law/cases")
}

fn files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "json") {
            found.push(path);
        }
    }
}

fn explained(law: &Law, facts: &Value) -> Result<Value, Vec<String>> {
    let read = bansou_exchange::read(&facts.to_string(), |month| covers(law, month));
    let facts = read.map_err(|problems| {
        problems
            .into_iter()
            .map(|problem| format!("{}: {}", problem.path, problem.sentence))
            .collect::<Vec<_>>()
    })?;
    let rules = Rules::open(law, facts.month).unwrap();
    let text = bansou_exchange::write(&claim(&facts, &rules));
    Ok(serde_json::from_str(&text).unwrap())
}

/// Says how a result differs from what a case expects.
fn differences(expect: &Value, result: &Value) -> Vec<String> {
    let mut found = Vec::new();
    if let Some(load) = expect.get("load") {
        compare("load", load, &result["load"], &mut found);
    }
    for (id, wanted) in expect["people"].as_object().into_iter().flatten() {
        let people = result["people"].as_array().unwrap();
        let Some(person) = people.iter().find(|person| person["id"] == **id) else {
            found.push(format!("{id} is not in the result"));
            continue;
        };
        person_differences(id, wanted, person, &mut found);
    }
    found
}

fn person_differences(id: &str, wanted: &Value, person: &Value, found: &mut Vec<String>) {
    let lines = person["lines"].as_array().unwrap();
    let not_claimed = person["not_claimed"].as_array().unwrap();
    let items =
        |list: &[Value]| -> Vec<String> { list.iter().map(|line| line["item"].to_string()).collect() };
    for (key, value) in wanted.as_object().unwrap() {
        match key.as_str() {
            "lines" => {
                let wanted = value.as_array().unwrap();
                if wanted.len() == lines.len() {
                    for (wanted, line) in wanted.iter().zip(lines) {
                        compare(&format!("{id} {}", line["item"]), wanted, line, found);
                    }
                } else {
                    found.push(format!("{id} has {:?}, not {:?}", items(lines), items(wanted)));
                }
            }
            "has" => {
                for wanted in value.as_array().unwrap() {
                    match lines.iter().find(|line| line["item"] == wanted["item"]) {
                        Some(line) => compare(&format!("{id} {}", wanted["item"]), wanted, line, found),
                        None => found.push(format!("{id} lacks {}", wanted["item"])),
                    }
                }
            }
            "lacks" => {
                for item in value.as_array().unwrap() {
                    if lines.iter().any(|line| line["item"] == *item) {
                        found.push(format!("{id} has {item}"));
                    }
                }
            }
            "not_claimed" => {
                for item in value.as_array().unwrap() {
                    let named = not_claimed.iter().find(|named| named["item"] == *item);
                    let told = named.is_some_and(|named| named["why"] != "" && named["missing"] != "");
                    if !told {
                        found.push(format!(
                            "{id} does not name {item} as not claimed: {:?}",
                            items(not_claimed)
                        ));
                    }
                }
            }
            "problems" => {
                let problems = person["problems"].as_array().unwrap();
                if problems.len() as u64 != value.as_u64().unwrap() {
                    found.push(format!("{id} has the problems {problems:?}, not {value}"));
                }
            }
            "stops_payment" => {
                let problems = person["problems"].as_array().unwrap();
                let stops = problems.iter().any(|problem| problem["stops_payment"] == true);
                if Value::Bool(stops) != *value {
                    found.push(format!("{id}: stops_payment is {stops}: {problems:?}"));
                }
            }
            "units" | "yen" => compare(&format!("{id} {key}"), value, &person[key], found),
            other => found.push(format!("{id}: the case asks for {other}")),
        }
    }
}

fn compare(what: &str, wanted: &Value, got: &Value, found: &mut Vec<String>) {
    match wanted {
        Value::Object(fields) => {
            for (name, value) in fields {
                compare(&format!("{what}.{name}"), value, &got[name], found);
            }
        }
        value if value == got => {}
        value => found.push(format!("{what} is {got}, not {value}")),
    }
}

fn refusal_differences(law: &Law, case: &Value, wanted: &Value) -> Vec<String> {
    let Err(problems) = explained(law, &case["facts"]) else {
        return vec!["is not refused".to_owned()];
    };
    let named = |path: &Value| {
        let path = path.as_str().unwrap();
        problems.iter().any(|problem| problem.starts_with(path))
    };
    let paths = wanted.as_array().unwrap().iter();
    paths
        .filter(|path| !named(path))
        .map(|path| format!("{path} is not named: {problems:?}"))
        .collect()
}

fn months_differences(case: &Value) -> Vec<String> {
    let asked = &case["monitoring"];
    let day = |name: &str| asked[name].as_str().unwrap().parse().unwrap();
    let number = |name: &str| u8::try_from(asked[name].as_u64().unwrap()).unwrap();
    let first = asked.get("first_monthly").map(|_| FirstMonthly {
        count: number("first_monthly"),
        from: asked
            .get("first_monthly_from")
            .map(|from| from.as_str().unwrap().parse().unwrap()),
    });
    let period = Period::new(day("from"), day("to")).unwrap();
    let months = monitoring_months(period, NonZeroU8::new(number("every")).unwrap(), first);
    let got: Value = months.iter().map(ToString::to_string).collect();
    let mut found = Vec::new();
    compare("months", &case["expect_months"], &got, &mut found);
    found
}

fn retention_differences(law: &Law, case: &Value) -> Vec<String> {
    let asked = &case["retention"];
    let text = |name: &str| asked[name].as_str().unwrap();
    let kept = law
        .retention
        .at(text("key"), text("on").parse().unwrap())
        .unwrap();
    let mut found = Vec::new();
    compare(
        "years",
        &case["expect_years"],
        &Value::from(kept.years.get()),
        &mut found,
    );
    found
}

#[test]
fn every_golden_case_comes_out_as_its_source_says() {
    let law = Law::bundled().unwrap();
    let mut paths = Vec::new();
    files(&folder(), &mut paths);
    paths.sort();
    assert!(paths.len() > 200, "only {} cases", paths.len());
    let mut differing = Vec::new();
    for path in paths {
        let case: Value = serde_json::from_str(&fs::read_to_string(&path).unwrap()).unwrap();
        let found = if case.get("monitoring").is_some() {
            months_differences(&case)
        } else if case.get("retention").is_some() {
            retention_differences(&law, &case)
        } else if let Some(wanted) = case.get("refused") {
            refusal_differences(&law, &case, wanted)
        } else {
            match explained(&law, &case["facts"]) {
                Ok(result) => differences(&case["expect"], &result),
                Err(problems) => problems,
            }
        };
        for difference in found {
            let name = path.strip_prefix(folder()).unwrap().display().to_string();
            differing.push(format!(
                "{name} ({}): {difference}",
                case["title"].as_str().unwrap_or_default()
            ));
        }
    }
    assert!(differing.is_empty(), "\n{}", differing.join("\n"));
}
