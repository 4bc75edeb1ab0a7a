//! The only HTTP: slices of route, view and template; session and permits; the frame around every page.
//!
//! A slice is one folder under `slices/`. Routes are registered through [`routes::Routes`], which asks for the
//! policy of each; a handler behind the staff policy gets a [`context::Cx`] and nothing else can make one.

mod app;
mod assets;
mod authority;
mod context;
mod diff;
mod easy;
mod failure;
mod form;
mod guest;
mod layout;
mod live;
mod pace;
mod password;
mod routes;
mod security;
mod session;
mod settings;
mod slices;
#[cfg(test)]
mod testing;
#[cfg(test)]
mod tests;
mod week;

pub use app::{App, Clock, Config, MailDesk, Transport};
pub use authority::Authority;
pub use password::hash as password_hash;
pub use routes::{Policy, Registered, registered, router};
pub use session::{setup_code, setup_code_hash};
