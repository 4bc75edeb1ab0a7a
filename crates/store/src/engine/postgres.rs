//! PostgreSQL. Row-level security is the second wall: each transaction names its organisation.

use sqlx::postgres::PgPoolOptions;
use sqlx::{PgPool, Postgres};

use super::{Scope, schema};
use crate::Failure;

pub(super) async fn open(url: &str) -> Result<PgPool, Failure> {
    let pool = PgPoolOptions::new().max_connections(10).connect(url).await?;
    schema::for_postgres().run(&pool).await?;
    Ok(pool)
}

pub(super) async fn begin(
    pool: &PgPool,
    scope: Scope,
) -> Result<sqlx::Transaction<'static, Postgres>, Failure> {
    named(pool.begin().await?, scope).await
}

/// A picture of the database as it is now, for as long as it is read.
pub(super) async fn begin_still(
    pool: &PgPool,
    scope: Scope,
) -> Result<sqlx::Transaction<'static, Postgres>, Failure> {
    let still = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY";
    named(pool.begin_with(still).await?, scope).await
}

async fn named(
    mut tx: sqlx::Transaction<'static, Postgres>,
    scope: Scope,
) -> Result<sqlx::Transaction<'static, Postgres>, Failure> {
    sqlx::query("SELECT set_config('bansou.organisation', $1, true)")
        .bind(scope.organisation.to_string())
        .execute(&mut *tx)
        .await?;
    Ok(tx)
}
