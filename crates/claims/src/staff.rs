//! 職員. Who counts as 相談支援専門員 or 相談支援員 in which month.

use std::collections::BTreeSet;

use bansou_billing::{Role, StaffMember};
use bansou_domain::access::Role as Account;
use bansou_domain::calendar::ServiceMonth;
use bansou_domain::claim_setting::Topic;
use bansou_domain::id::StaffId;
use bansou_store::claim_facts::{GroundStaff, OfficeGround};

/// 配置. What a worker counts as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Post {
    /// 相談支援専門員.
    Specialist,
    /// 相談支援員.
    Assistant,
}

/// The office's workers with their posts: as recorded, else as their accounts say.
pub(crate) struct Posts<'a> {
    ground: &'a OfficeGround,
}

impl<'a> Posts<'a> {
    pub(crate) fn of(ground: &'a OfficeGround) -> Self {
        Self { ground }
    }

    /// Whether posts are recorded at all. Then only they count.
    pub(crate) fn recorded(&self) -> bool {
        self.ground.settings.iter().any(|row| row.topic == Topic::Post)
    }

    /// What a worker counts as in a month.
    pub(crate) fn post(&self, staff: StaffId, month: ServiceMonth) -> Option<Post> {
        if !self.recorded() {
            let account = self.ground.staff.iter().find(|worker| worker.id == staff)?;
            return by_account(account, month);
        }
        let key = staff.to_string();
        let row = self
            .ground
            .settings
            .iter()
            .find(|row| row.topic == Topic::Post && row.subject == key && row.holds_in(month))?;
        Some(post_of(&row.value))
    }

    /// How many workers hold a post in a month.
    pub(crate) fn count(&self, post: Post, month: ServiceMonth) -> u32 {
        let holding = self
            .ground
            .staff
            .iter()
            .filter(|worker| self.post(worker.id, month) == Some(post));
        u32::try_from(holding.count()).unwrap_or(u32::MAX)
    }

    /// The workers as the rules take them.
    pub(crate) fn members(&self, month: ServiceMonth) -> Vec<StaffMember> {
        let member = |worker: &GroundStaff| {
            let post = self.post(worker.id, month).or_else(|| self.last_post(worker))?;
            Some(StaffMember {
                id: worker.id.to_string(),
                role: match post {
                    Post::Specialist => Role::SupportSpecialist,
                    Post::Assistant => Role::SupportAssistant,
                },
                works_at: self.works_at(worker.id, month),
            })
        };
        self.ground.staff.iter().filter_map(member).collect()
    }

    // Steps of a flow may be older than the month: who has left still did them.
    fn last_post(&self, worker: &GroundStaff) -> Option<Post> {
        if !self.recorded() {
            return account_post(worker);
        }
        let key = worker.id.to_string();
        let rows = self
            .ground
            .settings
            .iter()
            .filter(|row| row.topic == Topic::Post && row.subject == key);
        rows.max_by_key(|row| row.from).map(|row| post_of(&row.value))
    }

    fn works_at(&self, staff: StaffId, month: ServiceMonth) -> BTreeSet<String> {
        let key = staff.to_string();
        self.ground
            .settings
            .iter()
            .filter(|row| row.topic == Topic::WorksAt && row.subject == key && row.holds_in(month))
            .map(|row| row.value.clone())
            .collect()
    }

    /// The workers named in words, as the rules know them.
    pub(crate) fn named(&self, words: &str, month: ServiceMonth) -> BTreeSet<String> {
        let named = |worker: &&GroundStaff| !worker.name.is_empty() && words.contains(&worker.name);
        self.ground
            .staff
            .iter()
            .filter(named)
            .filter(|worker| self.post(worker.id, month).is_some())
            .map(|worker| worker.id.to_string())
            .collect()
    }

    /// Who did what a worker wrote down: the worker, or who is in charge where a clerk typed it.
    pub(crate) fn doer(
        &self,
        written_by: StaffId,
        in_charge: Option<StaffId>,
        month: ServiceMonth,
    ) -> BTreeSet<String> {
        let holds = |staff: &StaffId| self.post(*staff, month).is_some();
        let doer = Some(written_by).filter(holds).or(in_charge.filter(holds));
        doer.map(|staff| staff.to_string()).into_iter().collect()
    }
}

fn by_account(account: &GroundStaff, month: ServiceMonth) -> Option<Post> {
    let closed = account
        .disabled_at
        .as_deref()
        .and_then(|at| at.parse::<jiff::Timestamp>().ok())
        .map(|at| ServiceMonth::containing(bansou_store::day_in_japan(at)));
    if closed.is_some_and(|closed| closed < month) {
        return None;
    }
    account_post(account)
}

fn post_of(value: &str) -> Post {
    match value {
        "assistant" => Post::Assistant,
        _ => Post::Specialist,
    }
}

fn account_post(account: &GroundStaff) -> Option<Post> {
    match Account::from_code(&account.role)? {
        Account::SupportSpecialist | Account::ChiefSpecialist => Some(Post::Specialist),
        Account::SupportAssistant => Some(Post::Assistant),
        Account::Manager | Account::Clerk => None,
    }
}
