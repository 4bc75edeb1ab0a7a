//! What stands in the form of a room before anybody has typed: those of the conference or the team, and whose tasks are
//! open.

use bansou_domain::calendar::wareki;
use bansou_domain::conference::{Conference, MemberKind};
use bansou_domain::id::{ConferenceId, MemberId};
use bansou_domain::room::{PartyKind, Purpose, Topic, hearing_occasion};
use bansou_domain::task::{Listed, Owner, OwnerSide, owner_named};
use bansou_store::Reader;
use bansou_store::access::CaseReader;
use bansou_store::task::TaskRecord;
use bansou_store::team::TeamMemberRecord;
use jiff::ToSpan;
use jiff::civil::Date;
use uuid::Uuid;

use super::hearing::CurrentPlan;
use crate::failure::Failure;
use crate::form::Typed;

const ABOUT_TASKS: &str = "会議で決まったことが、いまどこまで進んだかを教えてください。";

/// One who can be invited.
struct Known {
    id: Option<MemberId>,
    kind: PartyKind,
    name: String,
    required: bool,
    /// Whose tasks they take on.
    whose: Option<Owner>,
}

/// One whose tasks a party can be shown.
#[derive(Clone, PartialEq, Eq)]
struct Owning {
    /// As the minutes or the list of those around the person call them.
    words: String,
    /// Who that is; `None`: words that name nobody around the person.
    whose: Option<Owner>,
    /// How many of their tasks are open.
    open: usize,
}

impl Owning {
    /// As the choice sends it.
    fn code(&self) -> String {
        self.whose.map_or_else(|| self.words.clone(), Owner::code)
    }
}

/// まわりの人. Who can be invited, and whose open tasks there are.
pub(super) struct Circle {
    people: Vec<Known>,
    listed: Vec<Listed>,
    owners: Vec<Owning>,
    /// The plan whose providers are asked about their goals.
    pub(super) plan: Option<CurrentPlan>,
}

impl Circle {
    pub(super) async fn load(
        reader: &mut Reader,
        case: CaseReader,
        subject: Option<Uuid>,
    ) -> Result<Self, Failure> {
        let listed = reader.task_owners(case).await?;
        let people = match subject {
            Some(subject) => {
                let conference = reader.conference(case, ConferenceId(subject)).await?.conference;
                invited(&conference, &listed)
            }
            None => Vec::new(),
        };
        let people = if people.is_empty() {
            around(&reader.team(case).await?)
        } else {
            people
        };
        let tasks = reader.open_tasks(case).await?;
        Ok(Self {
            people,
            owners: owners(&tasks, &listed),
            listed,
            plan: None,
        })
    }

    /// With what a question of this purpose needs beside: the plan, where goals are asked about.
    pub(super) async fn asking(
        mut self,
        reader: &mut Reader,
        case: CaseReader,
        purpose: Purpose,
    ) -> Result<Self, Failure> {
        if purpose == Purpose::Hearing {
            self.plan = CurrentPlan::load(reader, case).await?;
        }
        // Behind the link of a page stands what will be decided later, too.
        if purpose == Purpose::Desk {
            for listed in &self.listed {
                let known = self.owners.iter().any(|found| found.whose == Some(listed.owner));
                if !known && listed.owner.side() == OwnerSide::Outside {
                    self.owners.push(Owning {
                        words: listed.name.clone(),
                        whose: Some(listed.owner),
                        open: 0,
                    });
                }
            }
        }
        Ok(self)
    }

    /// The providers of the plan that is asked about.
    fn providers(&self) -> &[String] {
        self.plan.as_ref().map_or(&[], |plan| &plan.providers)
    }

    /// The members a party can be, as the form offers them.
    pub(super) fn members(&self) -> Vec<(String, String)> {
        let known = self.people.iter();
        known
            .filter_map(|known| Some((known.id?.to_string(), known.name.clone())))
            .collect()
    }

    /// The owners of open tasks or the providers of the plan, as the form offers them.
    pub(super) fn owners(&self) -> Vec<(String, String)> {
        if self.plan.is_some() {
            let named = self.providers().iter();
            return named.map(|name| (name.clone(), name.clone())).collect();
        }
        let owners = self.owners.iter();
        owners
            .map(|owner| (owner.code(), format!("{}（{}件）", owner.words, owner.open)))
            .collect()
    }

    /// The member that was chosen; one nobody knows is none.
    pub(super) fn member(&self, typed: &str) -> Option<MemberId> {
        let typed: MemberId = typed.parse().ok()?;
        let known = |person: &&Known| person.id == Some(typed);
        self.people.iter().find(known).and(Some(typed))
    }

    /// The owner that was chosen, in words and by what stays; nobody where there is no task of theirs, and no goal.
    pub(super) fn owner(&self, typed: &str) -> (String, Option<Owner>) {
        if self.plan.is_some() {
            let known = self.providers().iter().find(|name| name.as_str() == typed);
            let words = known.cloned().unwrap_or_default();
            let whose = owner_named(&words, &self.listed);
            return (words, whose);
        }
        let known = self.owners.iter().find(|owner| owner.code() == typed);
        known.map_or_else(Default::default, |owner| (owner.words.clone(), owner.whose))
    }

    /// The member an owner of a task is; where the words name nobody, the one they most likely mean, for the worker to look
    /// at.
    fn of_owner(&self, owner: &Owning) -> Option<&Known> {
        let same = |known: &&Known| match owner.whose {
            Some(_) => known.whose == owner.whose,
            None => known.name.contains(&owner.words) || owner.words.contains(&known.name),
        };
        self.people.iter().find(same)
    }

    /// The member a provider of the plan most likely is.
    fn of_provider(&self, name: &str) -> Option<&Known> {
        let same = |known: &&Known| known.name.contains(name) || name.contains(&known.name);
        self.people.iter().find(same)
    }

    fn owner_of(&self, known: &Known) -> Option<&Owning> {
        let same = |owner: &&Owning| match owner.whose {
            Some(_) => owner.whose == known.whose,
            None => known.name.contains(&owner.words) || owner.words.contains(&known.name),
        };
        self.owners.iter().find(same)
    }
}

fn owners(tasks: &[TaskRecord], listed: &[Listed]) -> Vec<Owning> {
    let mut owners: Vec<Owning> = Vec::new();
    let tasks = tasks.iter().map(|record| &record.task);
    for task in tasks.filter(|task| task.side == OwnerSide::Outside && !task.who.is_empty()) {
        let same = |owner: &&mut Owning| task.is_of(owner.whose, &owner.words);
        if let Some(owner) = owners.iter_mut().find(same) {
            owner.open += 1;
            continue;
        }
        let called = listed.iter().find(|known| Some(known.owner) == task.owner);
        owners.push(Owning {
            words: called.map_or(&task.who, |known| &known.name).clone(),
            whose: task.owner,
            open: 1,
        });
    }
    owners.sort_by(|one, other| one.words.cmp(&other.words));
    owners
}

fn around(team: &[TeamMemberRecord]) -> Vec<Known> {
    let present = team.iter().filter(|record| record.member.left_on.is_none());
    let named = present.map(|record| {
        let name = [record.provider_name.as_str(), record.member.name.as_str()];
        let name: Vec<&str> = name.into_iter().filter(|part| !part.is_empty()).collect();
        let name = name.join(" ");
        let provider = record.member.provider.map(Owner::Provider);
        Known {
            id: Some(MemberId(record.id.0)),
            kind: guess(&name),
            name,
            required: false,
            whose: provider.or(Some(Owner::Supporter(record.id))),
        }
    });
    let own = [
        (PartyKind::Person, "ご本人", Owner::Person),
        (PartyKind::Family, "ご家族", Owner::Family),
    ];
    let own = own.into_iter().map(|(kind, name, whose)| Known {
        id: None,
        kind,
        name: name.to_owned(),
        required: false,
        whose: Some(whose),
    });
    named.chain(own).collect()
}

/// Everybody of a conference but the office itself.
fn invited(conference: &Conference, listed: &[Listed]) -> Vec<Known> {
    let outside = conference
        .members
        .iter()
        .filter(|member| member.kind != Some(MemberKind::Specialist));
    outside
        .map(|member| Known {
            id: member.id,
            kind: match member.kind {
                Some(MemberKind::Person) => PartyKind::Person,
                Some(MemberKind::Family) => PartyKind::Family,
                Some(MemberKind::School) => PartyKind::School,
                Some(MemberKind::Medical) => PartyKind::Clinic,
                Some(MemberKind::Municipality) => PartyKind::Municipality,
                _ => PartyKind::Provider,
            },
            name: member.who.clone(),
            required: member.required,
            whose: owner_named(&member.who, listed),
        })
        .collect()
}

/// Two weeks, an hour, and those around the person; about tasks, those who have some.
pub(super) fn ready(circle: &Circle, purpose: Purpose, owner: &str, today: Date) -> Typed {
    let mut typed = Typed::default();
    typed.set("minutes", "60");
    typed.set("until", wareki::short(today.saturating_add(21.days())));
    typed.set("reply_by", wareki::short(today.saturating_add(7.days())));
    for topic in Topic::ALL {
        typed.add("topics", topic.code());
    }
    typed.set("occasion", usual(purpose));
    if purpose == Purpose::Tasks {
        let wanted = |found: &&Owning| owner.is_empty() || found.code() == owner;
        for (row, owner) in circle.owners.iter().filter(wanted).enumerate() {
            write_owner(circle, &mut typed, row, owner);
        }
        return typed;
    }
    if purpose == Purpose::Hearing {
        write_providers(circle, &mut typed);
        return typed;
    }
    let seen = circle
        .people
        .iter()
        .filter(|known| known.kind.has_view_of(purpose));
    for (row, known) in seen.enumerate() {
        write(&mut typed, row, known.kind, &known.name, known.id, known.required);
        if let Some(owner) = circle.owner_of(known) {
            typed.set(format!("parties.{row}.owner"), owner.code());
        }
    }
    typed
}

/// What a room says to everybody, unless the office says it otherwise.
fn usual(purpose: Purpose) -> String {
    let said = match purpose {
        Purpose::Hearing => return hearing_occasion(None),
        Purpose::Tasks => ABOUT_TASKS,
        Purpose::Desk => "お願いしていること、計画、月の便りをまとめたページです。",
        Purpose::Papers => "会議の資料です。読んだら「受け取りました」を押してください。",
        Purpose::Report => "モニタリングのまとめです。読んだら「受け取りました」を押してください。",
        Purpose::Minutes => "会議のまとめです。読んだら「受け取りました」を押してください。",
        Purpose::Questions => "会《あ》う前《まえ》に、あなたの ことを 教《おし》えて ください。",
        _ => "",
    };
    said.to_owned()
}

/// One who has open tasks, as the kind of party they are.
fn write_owner(circle: &Circle, typed: &mut Typed, row: usize, owner: &Owning) {
    let known = circle.of_owner(owner);
    let kind = match owner.whose {
        Some(Owner::Person) => PartyKind::Person,
        Some(Owner::Family | Owner::Relative(_)) => PartyKind::Family,
        _ => known.map_or_else(|| guess(&owner.words), |known| known.kind),
    };
    let member = known.and_then(|known| known.id);
    write(typed, row, kind, &owner.words, member, false);
    typed.set(format!("parties.{row}.owner"), owner.code());
}

/// Every provider of the plan that can be asked, each as the plan names it.
fn write_providers(circle: &Circle, typed: &mut Typed) {
    let kind_of = |name: &String| {
        let known = circle.of_provider(name);
        known.map_or_else(|| guess(name), |known| known.kind)
    };
    let asked = circle.providers().iter();
    let asked = asked.filter(|name| kind_of(name).has_view_of(Purpose::Hearing));
    for (row, provider) in asked.enumerate() {
        let known = circle.of_provider(provider);
        let name = known
            .map(|known| &known.name)
            .filter(|name| name.starts_with(provider));
        let member = known.and_then(|known| known.id);
        write(
            typed,
            row,
            kind_of(provider),
            name.unwrap_or(provider),
            member,
            false,
        );
        typed.set(format!("parties.{row}.owner"), provider);
    }
}

fn write(
    typed: &mut Typed,
    row: usize,
    kind: PartyKind,
    name: &str,
    member: Option<MemberId>,
    required: bool,
) {
    let mut set = |field: &str, value: &str| typed.set(format!("parties.{row}.{field}"), value);
    set("kind", kind.code());
    set("name", name);
    set("required", if required { "1" } else { "" });
    let member = member.map(|member| member.to_string());
    set("member", member.as_deref().unwrap_or_default());
}

/// The kind a name suggests; the worker sees it and can change it.
fn guess(name: &str) -> PartyKind {
    let has = |words: &[&str]| words.iter().any(|word| name.contains(word));
    if has(&["本人"]) {
        PartyKind::Person
    } else if has(&["学校", "園", "教諭", "担任"]) {
        PartyKind::School
    } else if has(&["病院", "クリニック", "医院", "訪問看護", "医師", "主治医", "薬局"]) {
        PartyKind::Clinic
    } else if has(&["区役所", "市役所", "役場", "福祉課", "保健所"]) {
        PartyKind::Municipality
    } else if has(&["母", "父", "姉", "兄", "妹", "弟", "祖母", "祖父", "家族"]) {
        PartyKind::Family
    } else {
        PartyKind::Provider
    }
}
