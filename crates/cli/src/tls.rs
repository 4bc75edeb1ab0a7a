//! The encrypted connection: an own certificate, or one from the office's own certificate authority.
//!
//! The authority is made once and kept in a folder; `ca.pem` is what the office's tablets and PCs install, as the
//! sheet says. The server's certificate is made anew at each start, for the names given.

use std::fs;
use std::path::Path;

use anyhow::Context;
use axum_server::tls_rustls::RustlsConfig;
use bansou_web::{Authority, Clock};
use jiff::civil::Date;
use rcgen::{
    BasicConstraints, CertificateParams, DistinguishedName, DnType, IsCa, Issuer, KeyPair, KeyUsagePurpose,
};

use crate::options::Tls;

/// Tablets refuse server certificates that hold longer than 825 days.
const SERVER_DAYS: i64 = 820;
const AUTHORITY_YEARS: i16 = 10;

/// What devices show for the authority.
const NAME: &str = "bansou 事業所の認証局";

/// The office's own authority, made when it is not there, with the addresses devices open.
pub(crate) fn authority_of(options: &Tls, port: u16) -> anyhow::Result<Authority> {
    fs::create_dir_all(&options.folder)?;
    authority(&options.folder)?;
    let pem = fs::read_to_string(options.folder.join("ca.pem")).context("ca.pem を読めません。")?;
    let address = |name: &String| match port {
        443 => format!("https://{name}"),
        port => format!("https://{name}:{port}"),
    };
    let addresses = options.names.iter().map(address).collect();
    Authority::read(&pem, NAME, addresses).map_err(anyhow::Error::msg)
}

/// Whether the server's certificate comes from the office's own authority.
pub(crate) fn own_authority(options: &Tls) -> bool {
    options.on && options.certificate.is_none()
}

/// The server's TLS configuration.
pub(crate) async fn config(options: &Tls) -> anyhow::Result<RustlsConfig> {
    // Another part of the process may have chosen the same provider already; that is no fault.
    let _ = rustls::crypto::ring::default_provider().install_default();
    if let (Some(certificate), Some(key)) = (&options.certificate, &options.key) {
        return RustlsConfig::from_pem_file(certificate, key)
            .await
            .context("証明書を読めません。Cannot read the certificate.");
    }
    let (certificate, key) = from_own_authority(options)?;
    Ok(RustlsConfig::from_pem(certificate.into_bytes(), key.into_bytes()).await?)
}

fn from_own_authority(options: &Tls) -> anyhow::Result<(String, String)> {
    fs::create_dir_all(&options.folder)?;
    let authority = authority(&options.folder)?;
    let key = KeyPair::generate()?;
    let mut params = CertificateParams::new(options.names.clone())?;
    params.distinguished_name = named(options.names.first().map_or("bansou", String::as_str));
    let today = bansou_store::day_in_japan(Clock::System.now());
    let end = today.saturating_add(jiff::Span::new().days(SERVER_DAYS));
    valid(&mut params, today, end);
    params.use_authority_key_identifier_extension = true;
    let certificate = params.signed_by(&key, &authority)?;
    Ok((certificate.pem(), key.serialize_pem()))
}

/// The authority's key is kept; its certificate follows from it and from the year it was made in.
fn authority(folder: &Path) -> anyhow::Result<Issuer<'static, KeyPair>> {
    let (key_file, certificate_file) = (folder.join("ca.key"), folder.join("ca.pem"));
    let mut params = CertificateParams::new(Vec::new())?;
    params.is_ca = IsCa::Ca(BasicConstraints::Constrained(0));
    params.key_usages = vec![KeyUsagePurpose::KeyCertSign, KeyUsagePurpose::CrlSign];
    params.distinguished_name = named(NAME);
    if key_file.exists() {
        let key = KeyPair::from_pem(&fs::read_to_string(&key_file)?).context("ca.key を読めません。")?;
        return Ok(Issuer::new(params, key));
    }
    let key = KeyPair::generate()?;
    let today = bansou_store::day_in_japan(Clock::System.now());
    valid(
        &mut params,
        today,
        today.saturating_add(jiff::Span::new().years(AUTHORITY_YEARS)),
    );
    fs::write(&certificate_file, params.self_signed(&key)?.pem())?;
    write_private(&key_file, &key.serialize_pem())?;
    Ok(Issuer::new(params, key))
}

/// Writes what only the owner of the program may read; the file must not stand yet.
pub(crate) fn write_private(path: &Path, text: &str) -> anyhow::Result<()> {
    use std::io::Write as _;
    use std::os::unix::fs::OpenOptionsExt as _;
    let mut file = fs::OpenOptions::new()
        .write(true)
        .create_new(true)
        .mode(0o600)
        .open(path)?;
    file.write_all(text.as_bytes())?;
    Ok(())
}

fn named(name: &str) -> DistinguishedName {
    let mut distinguished = DistinguishedName::new();
    distinguished.push(DnType::CommonName, name);
    distinguished
}

/// From the day before, because the clocks of tablets differ.
fn valid(params: &mut CertificateParams, from: Date, until: Date) {
    let instant = |day: Date| {
        rcgen::date_time_ymd(
            day.year().into(),
            day.month().unsigned_abs(),
            day.day().unsigned_abs(),
        )
    };
    params.not_before = instant(from.saturating_sub(jiff::Span::new().days(1)));
    params.not_after = instant(until);
}
