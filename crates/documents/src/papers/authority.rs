//! 端末に入れる証明書の手順: one page that goes from device to device in the office.
//!
//! The layout has no official source: it is ours.

use serde::Serialize;

use crate::form::{Cell, Cover, Form, Page, Paper, Part, Table};

/// 端末に入れる証明書の手順. How the office's own certificate authority gets onto its PCs and tablets.
#[derive(Clone, Serialize)]
pub struct AuthoritySheet {
    /// Title, foot and dates.
    pub cover: Cover,
    /// What the devices open afterwards.
    pub addresses: Vec<String>,
    /// The file to install.
    pub file: String,
    /// The name the device shows for it.
    pub name: String,
    /// SHA-256 of the certificate, in lines of pairs.
    pub fingerprint: Vec<String>,
}

const WINDOWS: [&str; 4] = [
    "コマンド プロンプトで「certutil -hashfile {file} SHA256」と打ち、上の番号と同じか確かめる。",
    "{file} をダブルクリックし、「証明書のインストール」を押す。",
    "「ローカル コンピューター」を選び、「次へ」。管理者の確認が出たら「はい」。",
    "「証明書をすべて次のストアに配置する」→「参照」→「信頼されたルート証明機関」→「OK」→「次へ」→「完了」。",
];
const IPAD: [&str; 4] = [
    "{file} を AirDrop かメールで受け取って開き、「許可」を押す。",
    "「設定」の上のほうの「ダウンロード済みのプロファイル」を開き、「詳細」で SHA-256 が上の番号と同じか確かめる。",
    "「インストール」を押す。",
    "「設定」→「一般」→「情報」→「証明書信頼設定」で「{name}」をオンにする。",
];
const ANDROID: [&str; 3] = [
    "{file} を端末に保存する（USBケーブル、メールなど）。",
    "「設定」→「セキュリティ」→「暗号化と認証情報」→「証明書のインストール」→「CA証明書」でファイルを選ぶ。",
    "「信頼できる認証情報」→「ユーザー」で「{name}」を開き、SHA-256 が上の番号と同じか確かめる。ちがえば削除する。",
];

impl Paper for AuthoritySheet {
    fn form(&self) -> Form {
        let parts = self.tables().map(Part::Table);
        Form::new(self.cover.clone(), Page::Portrait, parts.into())
    }
}

impl AuthoritySheet {
    fn tables(&self) -> [Table; 4] {
        let tables = [
            Table::new(&[45.0, 135.0])
                .row(row("入れるファイル", &self.file))
                .row(row("端末に出る名前", &self.name))
                .row(row("開くアドレス", &self.addresses.join("\n"))),
            Table::new(&[1.0])
                .header(vec![Cell::head(
                    "確かめる番号（SHA-256）。1つでもちがえば、入れずに管理者に知らせます",
                )])
                .row(vec![Cell::mark(self.fingerprint.join("\n"))]),
            Table::new(&[26.0, 154.0])
                .row(self.steps("Windows", &WINDOWS))
                .row(self.steps("iPad\niPhone", &IPAD))
                .row(self.steps("Android", &ANDROID)),
            Table::new(&[26.0, 154.0]).row(vec![
                Cell::label("最後に"),
                Cell::value(
                    "ブラウザーで「開くアドレス」を開き、警告が出なければできています。\n画面の言葉は端末の版によって少しちがいます。",
                ),
            ]),
        ];
        tables.map(|table| table.size(11.0).gap_mm(2.0))
    }

    fn steps(&self, device: &str, steps: &[&str]) -> Vec<Cell> {
        let step = |(place, step): (usize, &&str)| {
            let step = step.replace("{file}", &self.file).replace("{name}", &self.name);
            format!("{}. {step}", place + 1)
        };
        let steps: Vec<String> = steps.iter().enumerate().map(step).collect();
        vec![Cell::label(device), Cell::value(steps.join("\n"))]
    }
}

fn row(label: &str, said: &str) -> Vec<Cell> {
    vec![Cell::label(label), Cell::short(said)]
}
