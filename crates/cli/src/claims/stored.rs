//! The month of a large organisation, straight from its records.
//!
//! The people are read page by page, twice, from one picture of the database that stands still: first everybody asks for
//! what the office shares, then everybody is claimed. Nothing is frozen and nothing is sent.

use std::process::ExitCode;

use anyhow::Context as _;
use bansou_billing::{OfficeMonth, PersonClaim, Rules, Totals, covers};
use bansou_claims::{AskAt, Fresh, Means, Page, PagedMonth, fresh_person};
use bansou_domain::calendar::ServiceMonth;
use bansou_domain::claim::Benefit;
use bansou_domain::id::{OfficeId, OrganisationId, PersonId};
use bansou_exchange::{Recorded, write_left_out, write_office, write_recorded, write_totals};
use bansou_law::Law;
use bansou_store::access::ClaimDesk;
use bansou_store::claim::HandLine;
use bansou_store::claim_facts::PeopleRange;
use bansou_store::{Reader, Scope, Store};
use indicatif::{ProgressBar, ProgressStyle};

use super::asked::Asked;
use super::lines::work;
use super::out::Out;
use super::preview::Preview;
use super::survey::{Given, Survey};
use crate::options::OfMonth;
use crate::{REFUSED, law, refuse, say};

/// How many people are read together.
const PAGE: i64 = 500;

pub(super) async fn run(office: &str, month: ServiceMonth, options: &OfMonth) -> anyhow::Result<ExitCode> {
    let law = law::load(&options.law)?;
    if !covers(&law, month) {
        refuse(format_args!("month: {month}の算定の表がありません。"))?;
        return Ok(ExitCode::from(REFUSED));
    }
    let store = bansou_store::open(&options.at.database)
        .await
        .context("データベースを開けません。Cannot open the database.")?;
    let found = match office_of(&store, office).await? {
        Ok(found) => found,
        Err(why) => {
            refuse(format_args!("office: {why}"))?;
            return Ok(ExitCode::from(REFUSED));
        }
    };
    let at = At {
        month,
        now: bansou_web::Clock::System.now(),
    };
    of_office(&store, &law, &found, at, options).await?;
    Ok(ExitCode::SUCCESS)
}

/// Which month is claimed, and when.
#[derive(Clone, Copy)]
struct At {
    month: ServiceMonth,
    now: jiff::Timestamp,
}

/// An office that was asked for.
pub(super) struct Found {
    organisation: OrganisationId,
    office: OfficeId,
    numbers: [Option<String>; 2],
}

/// Finds an office by either of its numbers or by its name.
async fn office_of(store: &Store, asked: &str) -> anyhow::Result<Result<Found, String>> {
    let mut found = Vec::new();
    let mut known = Vec::new();
    for organisation in store.organisations().await? {
        let scope = Scope {
            organisation: OrganisationId(organisation.id),
            actor: None,
            now: jiff::Timestamp::UNIX_EPOCH,
        };
        for office in store.read(scope).await?.offices().await? {
            let numbers = [office.number_adult, office.number_child];
            let shown = numbers.iter().flatten().cloned().collect::<Vec<_>>().join("、");
            known.push(format!("{} {}（{shown}）", organisation.name, office.name));
            if office.name == asked || numbers.iter().flatten().any(|number| number == asked) {
                found.push(Found {
                    organisation: scope.organisation,
                    office: OfficeId(office.id),
                    numbers,
                });
            }
        }
    }
    let one = found.pop().filter(|_| found.is_empty());
    Ok(one.ok_or_else(|| {
        let known = known.join(" / ");
        format!("「{asked}」の事業所を1つに決められません。あるもの: {known}")
    }))
}

/// Everything that stays the same while the people pass by.
struct Month<'a> {
    paged: &'a PagedMonth,
    office: OfficeMonth<'a>,
    claims: ClaimDesk,
    means: Means<'a>,
    bar: ProgressBar,
}

async fn of_office(
    store: &Store,
    law: &Law,
    found: &Found,
    At { month, now }: At,
    options: &OfMonth,
) -> anyhow::Result<()> {
    let scope = Scope {
        organisation: found.organisation,
        actor: None,
        now,
    };
    let page = format!("{month} bansou claims month");
    let claims = store
        .open_claims_by_program(found.organisation, found.office, now, &page)
        .await?;
    let mut reader = store.read_still(scope).await?;
    let paged = PagedMonth::open(&mut reader, claims, month, PAGE).await?;
    for ask in &paged.asks {
        let place = match ask.at {
            AskAt::Setting(topic) => topic.label(),
            AskAt::Office | AskAt::Record(_) => "設定",
        };
        refuse(format_args!("{}（{place}）", ask.what))?;
    }
    let rules = Rules::open(law, month)?;
    let hash = law::hash(law);
    let by_hand: Vec<HandLine> = reader.hand_lines(claims, month).await?;
    let of_month = Month {
        paged: &paged,
        office: OfficeMonth::open(&paged.facts, &rules),
        claims,
        means: Means {
            rules: &rules,
            law: &hash,
            by_hand: &by_hand,
        },
        bar: bar(reader.people_of_claims(claims).await?)?,
    };
    let given = of_month.survey(&mut reader).await?;
    let mut preview = options.csv.is_some().then(|| Preview::new(&options.codes));
    let counted = of_month
        .claim(&mut reader, &given, Out::beside(&options.out)?, preview.as_mut())
        .await?;
    of_month.bar.finish_and_clear();
    counted.tell(options)?;
    if let (Some(folder), Some(preview)) = (&options.csv, preview) {
        preview.write(folder, law, &found.numbers, month)?;
    }
    Ok(())
}

// On a terminal only, on standard error; elsewhere it draws nothing.
fn bar(people: u64) -> anyhow::Result<ProgressBar> {
    // Everybody is read twice.
    let bar = ProgressBar::new(people * 2);
    bar.set_style(ProgressStyle::with_template(
        "{bar:40} {percent:>3}%  残り {eta}",
    )?);
    Ok(bar)
}

impl Month<'_> {
    /// The first pass. The people come in the order of their keys, so their places are the same in the second.
    async fn survey(&self, reader: &mut Reader) -> anyhow::Result<Given> {
        let mut survey = Survey::default();
        let (mut place, mut last) = (0, None::<PeopleRange>);
        while let Some(page) = self.paged.next(reader, last).await? {
            let people = &page.month.facts.people;
            let asked = work(people, |person| {
                (self.office.second_fee_order(person), self.office.asks(person))
            });
            for (person, (order, asks)) in people.iter().zip(asked) {
                let asked = Asked {
                    position: place,
                    order,
                    asks,
                };
                survey.add(&person.id, asked)?;
                place += 1;
            }
            self.passed(&page);
            last = Some(page.range);
        }
        survey.close(&self.office, |_, _| ())
    }

    /// The second pass.
    async fn claim(
        &self,
        reader: &mut Reader,
        given: &Given,
        mut out: Out,
        mut preview: Option<&mut Preview>,
    ) -> anyhow::Result<Counted> {
        let mut counted = Counted::default();
        out.write(&write_office(&self.office))?;
        let (mut begin, mut last) = (0, None::<PeopleRange>);
        while let Some(page) = self.paged.next(reader, last).await? {
            let range = page.range;
            let live = reader
                .live_claims_of(self.claims, self.means.rules.month(), range)
                .await?;
            let claimed = work(&page.month.facts.people, |person| {
                let order = self.office.second_fee_order(person);
                let place = begin + person.position;
                self.office.claim(person, |asks| given.share(place, &order, asks))
            });
            for claim in &claimed {
                let Some(fresh) = fresh_person(&page.month, claim, self.means) else {
                    continue;
                };
                let state = State::of(&fresh, &live);
                out.write(&row(&page, claim, &fresh, state))?;
                counted.add(claim, state);
                if state == State::Ready
                    && let Some(preview) = preview.as_deref_mut()
                {
                    preview.add(fresh.claim);
                }
            }
            for left in &page.month.left_out {
                out.write(&write_left_out(&left.id.to_string(), &left.name, &left.ask.what))?;
                counted.left_out += 1;
            }
            begin += claimed.len();
            self.passed(&page);
            last = Some(range);
        }
        out.write(&write_totals(&counted.totals))?;
        out.keep()?;
        Ok(counted)
    }

    fn passed(&self, page: &Page) {
        let read = page.month.people.len() + page.month.left_out.len();
        self.bar.inc(u64::try_from(read).unwrap_or_default());
    }
}

/// How a claim stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    Ready,
    Held,
    Frozen,
    Nothing,
}

impl State {
    fn of(fresh: &Fresh, live: &[(PersonId, Benefit)]) -> Self {
        if live.contains(&(fresh.person, fresh.claim.benefit)) {
            Self::Frozen
        } else if fresh.claim.lines.is_empty() {
            Self::Nothing
        } else if fresh.holds.is_empty() {
            Self::Ready
        } else {
            Self::Held
        }
    }

    fn word(self) -> &'static str {
        match self {
            Self::Ready => "ready",
            Self::Held => "held",
            Self::Frozen => "frozen",
            Self::Nothing => "nothing",
        }
    }
}

fn row(page: &Page, claim: &PersonClaim, fresh: &Fresh, state: State) -> String {
    let named = page.month.people.get(claim.position);
    let beside = Recorded {
        name: named.map(|named| named.name.clone()).unwrap_or_default(),
        municipality: fresh.claim.municipality.clone(),
        certificate: fresh.claim.certificate.clone(),
        state: state.word(),
        claim_yen: fresh.claim.yen,
        holds: fresh.holds.clone(),
    };
    write_recorded(claim, &beside, |because| {
        let evidence = page.month.evidence(claim.position, because);
        match evidence.record.as_str() {
            "" => "/settings/claims".to_owned(),
            record => format!("/c/{}/{record}", fresh.person),
        }
    })
}

/// What the rows came to.
#[derive(Default)]
struct Counted {
    totals: Totals,
    ready: usize,
    held: usize,
    frozen: usize,
    left_out: usize,
}

impl Counted {
    fn add(&mut self, claim: &PersonClaim, state: State) {
        self.totals.add(claim);
        match state {
            State::Ready => self.ready += 1,
            State::Held => self.held += 1,
            State::Frozen => self.frozen += 1,
            State::Nothing => {}
        }
    }

    fn tell(&self, options: &OfMonth) -> std::io::Result<()> {
        let people = self.totals.planning.people + self.totals.child.people;
        say(format_args!(
            "{people}人分を {} に書きました。請求できる{}人、直してから請求する{}人、確定ずみ{}人、請求に必要な記録がない{}人。",
            options.out.display(),
            self.ready,
            self.held,
            self.frozen,
            self.left_out
        ))?;
        say("いまの記録から計算した下書きです。確定も送信もしていません。")
    }
}

#[cfg(test)]
mod tests;
