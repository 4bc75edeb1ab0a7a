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
    let mut tx = pool.begin().await?;
    sqlx::query("SELECT set_config('bansou.organisation', $1, true)")
        .bind(scope.organisation.to_string())
        .execute(&mut *tx)
        .await?;
    Ok(tx)
}
