//! 実施月の案: what the standard intervals suggest, how sure each of them is, and why the certificate may differ.

use std::num::NonZeroU8;

use bansou_domain::calendar::{Period, ServiceMonth};
use bansou_domain::certificate::{CertificateKind, RecipientCertificate};
use bansou_domain::schedule::{self, FirstMonthly};
use bansou_law::{Evidence, IntervalVersion, Law, NEW_OR_CHANGED, Scheme};

use super::months;

/// What one service says about the interval.
pub(super) struct Basis {
    pub(super) service: String,
    pub(super) every: String,
    pub(super) cite: String,
    /// How sure the value is, where it has not been read in the official text.
    pub(super) mark: String,
}

/// The suggestion as it stands beside the printed months.
pub(super) struct Suggestion {
    pub(super) months: Vec<ServiceMonth>,
    /// The months in one line.
    pub(super) line: String,
    pub(super) bases: Vec<Basis>,
    /// Services the tables know no interval of.
    pub(super) unknown: Vec<String>,
    /// The printed months in one line; empty while none are recorded.
    pub(super) printed: String,
    /// Whether printed and suggested months differ.
    pub(super) differs: bool,
    /// Why, in one sentence.
    pub(super) why: String,
}

/// Suggests months for a certificate. `first` says that the person had no certificate of this kind before.
pub(super) fn suggest(law: &Law, certificate: &RecipientCertificate, first: bool) -> Option<Suggestion> {
    let period = Period::new(certificate.grant_from, certificate.grant_until).ok()?;
    let scheme = match certificate.kind {
        CertificateKind::Child => &law.child,
        CertificateKind::Welfare | CertificateKind::Community => &law.planning,
    };
    let (known, unknown) = intervals(scheme, certificate);
    let standard: Vec<NonZeroU8> = known.iter().map(|(_, interval)| interval.every).collect();
    let at_first = scheme
        .intervals
        .in_situation(NEW_OR_CHANGED, certificate.grant_from)
        .filter(|_| first);
    let monthly = at_first.and_then(|interval| interval.for_months);
    let monthly = monthly.map(|count| FirstMonthly {
        count: count.get(),
        from: None,
    });
    let plain = schedule::suggest(period, &standard, None)?;
    let suggested = schedule::suggest(period, &standard, monthly)?;
    let mut bases: Vec<Basis> = known
        .iter()
        .map(|(service, interval)| basis(service, interval))
        .collect();
    bases.extend(at_first.map(|interval| basis("はじめての支給決定", interval)));
    let differs = !certificate.months.is_empty() && certificate.months != suggested.months;
    let why = match monthly {
        Some(monthly) if certificate.months == plain.months => format!(
            "案は、はじめての支給決定として開始から{}か月を毎月に数えています。受給者証は、そのあいだも毎月とはしていません。",
            monthly.count
        ),
        _ => why(&certificate.months, &suggested.months, suggested.every),
    };
    Some(Suggestion {
        line: months::line(&suggested.months),
        printed: months::line(&certificate.months),
        months: suggested.months,
        bases,
        unknown,
        differs,
        why,
    })
}

type Known<'l> = Vec<(String, &'l IntervalVersion)>;

fn intervals<'l>(scheme: &'l Scheme, certificate: &RecipientCertificate) -> (Known<'l>, Vec<String>) {
    let (mut known, mut unknown) = (Vec::new(), Vec::new());
    for service in &certificate.services {
        let day = service.from.unwrap_or(certificate.grant_from);
        match scheme.intervals.for_service(&service.name, day) {
            Some(interval) => known.push((service.name.clone(), interval)),
            None => unknown.push(service.name.clone()),
        }
    }
    (known, unknown)
}

fn basis(service: &str, interval: &IntervalVersion) -> Basis {
    let every = match interval.every.get() {
        1 => "毎月".to_owned(),
        months => format!("{months}か月ごと"),
    };
    let evidence = interval.grounds.evidence;
    Basis {
        service: service.to_owned(),
        every: match interval.for_months {
            Some(months) => format!("開始から{months}か月は{every}"),
            None => every,
        },
        cite: interval.cited.cite.to_string(),
        mark: if evidence == Evidence::Official {
            String::new()
        } else {
            format!("告示で確認していない（{}）", evidence.label())
        },
    }
}

fn why(printed: &[ServiceMonth], suggested: &[ServiceMonth], every: NonZeroU8) -> String {
    if printed.is_empty() {
        return "受給者証の実施月がまだ入力されていません。印字のとおりに入力してください。".to_owned();
    }
    if printed == suggested {
        return "受給者証の月は、標準期間で数えた案と同じです。".to_owned();
    }
    format!(
        "案は、いちばん短い標準期間（{every}か月ごと）で支給決定の終わりの月から数えています。市町村は、本人の状況に合わせて別の月を決めることがあります。"
    )
}

#[cfg(test)]
mod tests {
    use bansou_domain::certificate::GrantedService;
    use insta::assert_snapshot;
    use jiff::civil::{Date, date};

    use super::*;

    fn certificate(
        kind: CertificateKind,
        from: Date,
        until: Date,
        services: &[&str],
        printed: &[&str],
    ) -> RecipientCertificate {
        let service = |name: &&str| GrantedService {
            name: (*name).to_owned(),
            amount: String::new(),
            from: None,
            until: None,
        };
        RecipientCertificate {
            kind,
            number: "0000000018".into(),
            municipality: String::new(),
            grant_from: from,
            grant_until: until,
            level_from: None,
            level_until: None,
            cap_yen: None,
            services: services.iter().map(service).collect(),
            monitoring_text: String::new(),
            months: printed.iter().map(|month| month.parse().unwrap()).collect(),
            planning_from: None,
            planning_until: None,
            cap_manager: false,
            holder: bansou_domain::certificate::Holder::default(),
        }
    }

    fn explain(certificate: &RecipientCertificate, first: bool) -> String {
        let Some(found) = suggest(&Law::bundled().unwrap(), certificate, first) else {
            return "案なし".into();
        };
        let bases = found
            .bases
            .iter()
            .map(|basis| format!("{} {} {}", basis.service, basis.every, basis.mark));
        let mut lines = vec![
            format!("案 {}", found.line),
            format!("証 {}", found.printed),
            found.why.clone(),
        ];
        lines.extend(bases);
        lines.extend(found.unknown.iter().map(|service| format!("{service} ?")));
        lines.join("\n")
    }

    #[test]
    fn a_first_grant_is_suggested_monthly_for_three_months_and_the_certificate_may_say_otherwise() {
        let adult = certificate(
            CertificateKind::Welfare,
            date(2026, 5, 1),
            date(2027, 4, 30),
            &["就労継続支援B型", "居宅介護（家事援助）"],
            &["2026-07", "2026-10", "2027-01", "2027-04"],
        );
        assert_snapshot!(explain(&adult, true), @"
        案 R8.5, R8.6, R8.7, R8.10, R9.1, R9.4
        証 R8.7, R8.10, R9.1, R9.4
        案は、はじめての支給決定として開始から3か月を毎月に数えています。受給者証は、そのあいだも毎月とはしていません。
        就労継続支援B型 6か月ごと 告示で確認していない（未確認）
        居宅介護（家事援助） 3か月ごと 告示で確認していない（未確認）
        はじめての支給決定 開始から3か月は毎月 告示で確認していない（資料1点で確認）
        ");
    }

    #[test]
    fn a_renewed_grant_has_no_monthly_beginning() {
        let child = certificate(
            CertificateKind::Child,
            date(2026, 11, 1),
            date(2027, 10, 31),
            &["放課後等デイサービス"],
            &["2027-01", "2027-04", "2027-07", "2027-10"],
        );
        assert_snapshot!(explain(&child, false), @"
        案 R9.4, R9.10
        証 R9.1, R9.4, R9.7, R9.10
        案は、いちばん短い標準期間（6か月ごと）で支給決定の終わりの月から数えています。市町村は、本人の状況に合わせて別の月を決めることがあります。
        放課後等デイサービス 6か月ごと 告示で確認していない（未確認）
        ");
    }

    #[test]
    fn a_service_without_a_known_interval_is_named_and_not_guessed() {
        let other = certificate(
            CertificateKind::Welfare,
            date(2026, 11, 1),
            date(2027, 10, 31),
            &["移動支援（地域生活支援事業）"],
            &[],
        );
        assert_snapshot!(explain(&other, false), @"案なし");
    }
}
