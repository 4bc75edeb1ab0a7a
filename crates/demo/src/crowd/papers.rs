//! What the papers of one person of the crowd say.

use bansou_domain::assessment::{Assessment, AssessmentVisit};
use bansou_domain::calendar::{Period, ServiceMonth};
use bansou_domain::certificate::{CertificateKind, GrantedService, Holder, RecipientCertificate};
use bansou_domain::deed::{Deed, DeedKind};
use bansou_domain::meeting::{Promise, ServiceMeeting};
use bansou_domain::monitoring::{Band, MonitoringReport, Row, Trend, Visit};
use bansou_domain::note::{CaseNote, Counterpart, Means, Work};
use bansou_domain::plan::{Goal, Need, PlannedService, ServicePlan};
use bansou_domain::schedule::monitoring_months;
use bansou_domain::week::{Block, BlockKind, Week, quick};
use jiff::ToSpan as _;
use jiff::civil::Date;

use super::case::Teller;

impl Teller {
    pub(super) fn certificate(&self, start: ServiceMonth) -> RecipientCertificate {
        let (from, until) = (start.first_day(), start.plus(11).last_day());
        let every = u8::try_from(self.profile.every)
            .ok()
            .and_then(std::num::NonZeroU8::new);
        let months = Period::new(from, until)
            .ok()
            .zip(every)
            .map(|(period, every)| monitoring_months(period, every, None))
            .unwrap_or_default();
        let kind = if self.profile.child {
            CertificateKind::Child
        } else {
            CertificateKind::Welfare
        };
        let service = |&(name, amount, _): &(&str, &str, &str)| GrantedService {
            name: name.to_owned(),
            amount: amount.to_owned(),
            from: None,
            until: None,
        };
        RecipientCertificate {
            kind,
            number: format!("{:010}", 10_000 + self.place),
            municipality: "141305".to_owned(),
            grant_from: from,
            grant_until: until,
            level_from: None,
            level_until: None,
            cap_yen: Some(if self.place.is_multiple_of(4) { 4600 } else { 0 }),
            services: self.profile.services.iter().map(service).collect(),
            monitoring_text: format!("{}か月ごと", self.profile.every),
            months,
            planning_from: Some(start.plus(-1).first_day()),
            planning_until: Some(until),
            cap_manager: false,
            holder: self.holder(),
        }
    }

    /// 給付決定保護者, for a child.
    fn holder(&self) -> Holder {
        match self.parent() {
            Some(parent) => Holder {
                name: parent.to_owned(),
                kana: "ミホン オヤ".to_owned(),
            },
            None => Holder::default(),
        }
    }

    pub(super) fn assessment(&self, visited: Date) -> Assessment {
        Assessment {
            visits: vec![AssessmentVisit {
                on: visited,
                from: Some(14 * 60),
                until: Some(15 * 60),
                place: "自宅".to_owned(),
                met: "本人、母".to_owned(),
                by: "見本 相子".to_owned(),
            }],
            overview: format!(
                "{}がある。家族と暮らし、{}を利用している。",
                self.profile.disability,
                self.service_names()
            ),
            wish_person: self.profile.wish.to_owned(),
            wish_family: self.profile.family_wish.to_owned(),
            strengths: vec![self.profile.strength.to_owned()],
            week_now: self.week(),
            ..Assessment::default()
        }
    }

    pub(super) fn service_names(&self) -> String {
        self.profile
            .services
            .iter()
            .map(|(name, ..)| *name)
            .collect::<Vec<_>>()
            .join("、")
    }

    pub(super) fn week(&self) -> Week {
        let (from, to) = self.profile.hours;
        let (service, _, provider) = self.profile.services.first().copied().unwrap_or_default();
        let typed = format!("{} {from}-{to} {service} {provider}", self.profile.days);
        Week {
            blocks: quick::read(&typed)
                .map(|added| {
                    vec![Block {
                        kind: BlockKind::Service,
                        ..added.block
                    }]
                })
                .unwrap_or_default(),
            main_activities: format!("日中は{service}。夜は家でゆっくり過ごす。"),
            not_weekly: "通院 月1回。".to_owned(),
            whole_picture: format!("{service}に通いながら、好きなことの時間をもって暮らす。"),
        }
    }

    pub(super) fn plan(&self, made: Date, with_providers: bool) -> ServicePlan {
        let month = ServiceMonth::containing(made);
        let service = |&(kind, amount, provider): &(&str, &str, &str)| PlannedService {
            kind: kind.to_owned(),
            content: "本人の希望に沿った支援".to_owned(),
            amount: amount.to_owned(),
            provider: if with_providers {
                provider.to_owned()
            } else {
                String::new()
            },
            person_in_charge: "サービス管理責任者".to_owned(),
            tel: "044-000-0010".to_owned(),
        };
        ServicePlan {
            made_on: Some(made),
            monitoring_text: format!("{}か月ごと", self.profile.every),
            wish_person: self.profile.wish.to_owned(),
            wish_family: self.profile.family_wish.to_owned(),
            policy: format!(
                "{}という強みを生かして、本人の望む暮らしを続ける。",
                self.profile.strength
            ),
            long_goal: Goal {
                text: self.profile.wish.to_owned(),
                until: Some(month.plus(24)),
            },
            short_goal: Goal {
                text: self.profile.goal.to_owned(),
                until: Some(month.plus(12)),
            },
            needs: vec![Need {
                need: self.profile.wish.to_owned(),
                goal: self.profile.goal.to_owned(),
                until: Some(month.plus(12)),
                services: self.profile.services.iter().map(service).collect(),
                own_role: self.profile.own_role.to_owned(),
                review: Some(month.plus(6)),
                ..Need::default()
            }],
            week: self.week(),
            ..ServicePlan::default()
        }
    }

    pub(super) fn meeting(&self, on: Date) -> ServiceMeeting {
        let promise = Promise {
            who: "見本 相子".to_owned(),
            what: "計画を全員に届ける".to_owned(),
            by: Some(on.saturating_add(7.days())),
        };
        ServiceMeeting {
            on: Some(on),
            from: Some(15 * 60),
            until: Some(16 * 60),
            place: "見本相談支援センター".to_owned(),
            purpose: "計画の内容と、それぞれの役割を確かめる。".to_owned(),
            attended: vec![
                "本人".to_owned(),
                "母".to_owned(),
                self.profile
                    .services
                    .first()
                    .map_or("", |service| service.2)
                    .to_owned(),
            ],
            discussion: format!(
                "本人の希望から話し合った。事業所から「{}」と意見があり、困ったときの連絡の順を決めた。",
                self.profile.heard
            ),
            decisions: vec![promise],
            ..ServiceMeeting::default()
        }
    }

    pub(super) fn report(&self, month: ServiceMonth, visited: Date) -> MonitoringReport {
        let plan = self.plan(visited, true);
        let row = |need: &Need| Row {
            need: need.need.clone(),
            goal: need.goal.clone(),
            until: need.until,
            services: self.service_names(),
            provision: self.profile.heard.to_owned(),
            satisfaction: Some(Band::Seventy),
            voice: "このままがいい。".to_owned(),
            achievement: Some(if month.month() % 2 == 0 {
                Band::Seventy
            } else {
                Band::Fifty
            }),
            trend: Some(Trend::Same),
            remedy: "このまま続ける。".to_owned(),
            no_change: true,
            ..Row::default()
        };
        MonitoringReport {
            month: Some(month),
            visit: Visit {
                on: Some(visited),
                from: Some(16 * 60),
                until: Some(16 * 60 + 40),
                place: "自宅".to_owned(),
                met: vec!["本人".to_owned(), "母".to_owned()],
            },
            policy: plan.policy.clone(),
            long_goal: plan.long_goal.text.clone(),
            short_goal: plan.short_goal.text.clone(),
            overall: "予定どおり利用し、体調も落ち着いている。".to_owned(),
            rows: plan.needs.iter().map(row).collect(),
            week_before: self.week(),
            week_after: self.week(),
            next: Some(month.plus(self.profile.every)),
            rights_asked: true,
            ..MonitoringReport::default()
        }
    }

    /// A contact that was more than one: some are accompanied to the clinic, some seen at their provider's.
    pub(super) fn with_deed(&self, note: CaseNote) -> CaseNote {
        let provider = self.profile.services.first().map_or("", |service| service.2);
        let (means, place, kind) = match self.place % 9 {
            2 => (Means::Fax, "見本クリニック", DeedKind::InfoToHospital),
            4 => (Means::Escort, "見本クリニック", DeedKind::HospitalAccompany),
            7 => (Means::Visit, provider, DeedKind::ProviderVisit),
            _ => return note,
        };
        CaseNote {
            means,
            place: place.to_owned(),
            facts: format!("{}。{}", kind.label(), note.facts),
            deed: Some(Deed {
                place: place.to_owned(),
                on_request: kind == DeedKind::InfoToHospital,
                ..Deed::of(kind)
            }),
            ..note
        }
    }

    pub(super) fn note(&self, on: Date, facts: &str, next: &str) -> CaseNote {
        let visit = self.place.is_multiple_of(3);
        let (counterpart, name, words) = if self.profile.child {
            (Counterpart::Family, "母", "")
        } else {
            (Counterpart::Person, "本人", "いつもどおりです。")
        };
        CaseNote {
            on,
            from: Some(13 * 60 + 30),
            until: Some(13 * 60 + 50),
            means: if visit { Means::Visit } else { Means::Telephone },
            counterpart,
            counterpart_name: name.to_owned(),
            place: if visit { "自宅".to_owned() } else { String::new() },
            work: Work::Consultation,
            facts: facts.to_owned(),
            words: words.to_owned(),
            view: String::new(),
            next: next.to_owned(),
            missed: None,
            event: None,
            settles: None,
            deed: None,
        }
    }
}
