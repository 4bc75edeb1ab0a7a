//! 計画案から計画へ. How one version begins from another: from the assessment, from the draft, from the last cycle.

use jiff::civil::Date;

use super::{Need, ServicePlan};
use crate::assessment::Assessment;
use crate::id::PaperId;

impl ServicePlan {
    /// 計画案のはじまり. The wishes and the drawn needs of an assessment, for the person to be planned with.
    #[must_use]
    pub fn from_assessment(assessment: &Assessment, id: PaperId, today: Date) -> Self {
        let need = |drawn: &crate::assessment::DrawnNeed| Need {
            need: drawn.need.clone(),
            ..Need::default()
        };
        Self {
            made_on: Some(today),
            wish_person: assessment.wish_person.clone(),
            wish_family: assessment.wish_family.clone(),
            needs: assessment.needs.iter().map(need).collect(),
            drawn_from: Some(id),
            ..Self::default()
        }
    }

    /// 計画のはじまり. The consented draft, which the conference may still change.
    #[must_use]
    pub fn from_draft(draft: &Self, today: Date) -> Self {
        Self {
            made_on: Some(today),
            changes_from_draft: String::new(),
            ..draft.clone()
        }
    }

    /// 次の期のはじまり. The last plan; what its services did to the life is asked anew.
    #[must_use]
    pub fn renewed(last: &Self, today: Date) -> Self {
        Self {
            made_on: Some(today),
            starts: None,
            past_effect: String::new(),
            changes_from_draft: String::new(),
            ..last.clone()
        }
    }

    /// 計画に名前のある提供者, each once; one that is still looked for stands in brackets and is left out.
    #[must_use]
    pub fn providers(&self) -> Vec<&str> {
        let mut named = Vec::new();
        for service in self.needs.iter().flat_map(|need| &need.services) {
            let name = service.provider.trim();
            if !name.is_empty() && !name.starts_with(['（', '(']) && !named.contains(&name) {
                named.push(name);
            }
        }
        named
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::super::PlannedService;
    use super::*;

    #[test]
    fn a_renewal_keeps_the_rows_and_asks_anew_what_the_services_did() {
        let last = ServicePlan {
            made_on: Some(date(2026, 4, 30)),
            policy: "急がずに".to_owned(),
            past_effect: "通えるようになった".to_owned(),
            changes_from_draft: "週3日にした".to_owned(),
            ..ServicePlan::default()
        };
        let next = ServicePlan::renewed(&last, date(2027, 4, 1));
        assert_eq!(next.policy, "急がずに");
        assert_eq!(
            (next.past_effect.as_str(), next.changes_from_draft.as_str()),
            ("", "")
        );
        assert_eq!(next.made_on, Some(date(2027, 4, 1)));
    }

    #[test]
    fn every_named_provider_is_handed_the_plan_once() {
        let service = |provider: &str| PlannedService {
            provider: provider.to_owned(),
            ..PlannedService::default()
        };
        let plan = ServicePlan {
            needs: vec![Need {
                services: ["見本の家", "", "（探している）", "見本の家", "訪問看護見本"]
                    .map(service)
                    .to_vec(),
                ..Need::default()
            }],
            ..ServicePlan::default()
        };
        assert_eq!(plan.providers(), ["見本の家", "訪問看護見本"]);
    }
}
