//! What a handler knows about its request.

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use bansou_domain::calendar::ServiceMonth;
use bansou_domain::id::PersonId;
use bansou_store::access::{CaseEditor, CaseReader, ClaimDesk, Door, OfficeMember, SignedIn};
use bansou_store::{Reader, Scope, Tx};
use jiff::Timestamp;
use jiff::civil::Date;

use crate::app::App;
use crate::failure::Failure;

/// A request of a signed-in worker. Only the staff policy of a route puts it there.
#[derive(Clone)]
pub(crate) struct Cx {
    pub(crate) app: App,
    pub(crate) who: SignedIn,
    pub(crate) now: Timestamp,
    pub(crate) htmx: bool,
    /// The path and query of the request, for the way back.
    pub(crate) path: String,
}

impl Cx {
    /// 今日, in Japan.
    pub(crate) fn today(&self) -> Date {
        bansou_store::day_in_japan(self.now)
    }

    pub(crate) fn scope(&self) -> Scope {
        self.who.scope(self.now)
    }

    pub(crate) fn member(&self) -> OfficeMember {
        self.who.office_member()
    }

    pub(crate) async fn read(&self) -> Result<Reader, Failure> {
        Ok(self.app.store.read(self.scope()).await?)
    }

    pub(crate) async fn begin(&self) -> Result<Tx, Failure> {
        Ok(self.app.store.begin(self.scope()).await?)
    }

    /// Opens a case for reading; `page` is what the journal says was looked at. A case of somebody else's asks for
    /// the reason first.
    pub(crate) async fn open_case(
        &self,
        person: PersonId,
        page: &'static str,
    ) -> Result<CaseReader, Failure> {
        match self
            .app
            .store
            .open_case(&self.who, self.now, person, page)
            .await?
        {
            Door::Open(reader) => Ok(reader),
            Door::NeedsReason => Err(Failure::NeedsReason {
                person,
                back: self.path.clone(),
            }),
        }
    }

    /// Opens a case for a part of a page that was opened before: the view stands in the journal once for all its parts,
    /// and again when an hour has passed.
    pub(crate) async fn go_on_in_case(
        &self,
        person: PersonId,
        page: &'static str,
    ) -> Result<CaseReader, Failure> {
        let store = &self.app.store;
        match store.go_on_in_case(&self.who, self.now, person, page).await? {
            Door::Open(reader) => Ok(reader),
            Door::NeedsReason => Err(bansou_store::Failure::Forbidden.into()),
        }
    }

    /// Opens the office's claims for reading; `page` is what the journal says was looked at.
    pub(crate) async fn open_claims(&self, page: &str) -> Result<ClaimDesk, Failure> {
        Ok(self.app.store.open_claims(&self.who, self.now, page).await?)
    }

    /// Journals whose claims `page` shows, before it is answered; nothing where it shows nobody.
    pub(crate) async fn list_claims(
        &self,
        page: &str,
        people: impl IntoIterator<Item = PersonId>,
    ) -> Result<(), Failure> {
        let people: Vec<PersonId> = people.into_iter().collect();
        if people.is_empty() {
            return Ok(());
        }
        let store = &self.app.store;
        Ok(store.listed_claims(&self.who, self.now, page, people).await?)
    }

    /// Opens one person's claims of a month for reading; the view stands in the person's own journal.
    pub(crate) async fn open_claims_of(
        &self,
        person: PersonId,
        month: ServiceMonth,
    ) -> Result<ClaimDesk, Failure> {
        let store = &self.app.store;
        Ok(store.open_claims_of(&self.who, self.now, person, month).await?)
    }

    /// Opens a case for writing inside a transaction.
    pub(crate) async fn edit_case(&self, tx: &mut Tx, person: PersonId) -> Result<CaseEditor, Failure> {
        Ok(tx.edit_case(&self.who, person).await?)
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Cx {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Failure> {
        parts
            .extensions
            .get::<Self>()
            .cloned()
            .ok_or(Failure::RouteWithoutPolicy)
    }
}
