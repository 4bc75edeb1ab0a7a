//! The journal's stable words as a person reads them.

use bansou_domain::calendar::{ServiceMonth, wareki};

/// What was done.
pub(super) fn did(kind: &str, detail: &str) -> String {
    match kind {
        "view" => format!("{}を見た", page(detail)),
        "claim.view" => format!("請求を見た（{}）", month(detail)),
        "claim.listed" => format!("請求の一覧で見た（{}）", month(detail)),
        "claim.frozen" => format!("請求を確定した（{detail}）"),
        "claim.results" => "請求の結果を記録した".to_owned(),
        "claim.line_added" => "請求に手で行を加えた".to_owned(),
        "claim.line_struck" => "請求に手で加えた行を外した".to_owned(),
        "reason" => "担当外の記録を開く理由を書いた".to_owned(),
        "milestones.saved" => "節目の日付を記録した".to_owned(),
        "milestone.withdrawn" => "節目の記録を取り消した".to_owned(),
        "step.passed" => "理由を記録して手順を進めた".to_owned(),
        "demo.written" => "見本のデータを作った".to_owned(),
        "cycle.begun" => "新しい期をはじめた".to_owned(),
        "case.closed" => "終結した".to_owned(),
        "case.reopened" => "支援を再開した".to_owned(),
        "case.assigned" => "担当を変えた".to_owned(),
        "paper.consented" => "書類への同意を記録した".to_owned(),
        "consent.corrected" => "同意の記録を訂正した".to_owned(),
        "consent.withdrawn" => "同意の記録を取り消した".to_owned(),
        "delivery.corrected" => "交付の記録を訂正した".to_owned(),
        "delivery.withdrawn" => "交付の記録を取り消した".to_owned(),
        "paper.delivered" => "書類の交付を記録した".to_owned(),
        "cover.added" => "代わりの担当をおいた".to_owned(),
        "sharing.recorded" => "情報共有の返事を記録した".to_owned(),
        "protection.recorded" => "住所の保護を記録した".to_owned(),
        "protection.decided" => "書類に住所を載せるかを決めた".to_owned(),
        "cases.listed" if detail == "search" => format!("{}を見た", page(detail)),
        "cases.listed" => format!("{}で見た", page_of_many(detail)),
        "visit.planned" => format!("訪問の予定を決めた（{detail}）"),
        "visit.withdrawn" => format!("訪問の予定を取り消した（{detail}）"),
        "visits.planned" => format!("訪問の予定をまとめて保存した（{detail}）"),
        "cases.assigned" => "担当をまとめて変えた".to_owned(),
        "visit_areas.changed" => "地区を変えた".to_owned(),
        "cover.ended" => "代わりの担当を終えた".to_owned(),
        "conference.prepared" => "担当者会議の準備を保存した".to_owned(),
        "conference.discarded" => "担当者会議の準備を捨てた".to_owned(),
        "conference.begun" => "担当者会議を始めた".to_owned(),
        "conference.ended" => "担当者会議を終えた".to_owned(),
        "conference.line" => "担当者会議の1行を書いた".to_owned(),
        "conference.line_struck" => "担当者会議の1行を取り消した".to_owned(),
        "conference.minutes_begun" => "担当者会議の議事録を書きはじめた".to_owned(),
        "conference.note" => "担当者会議の進行のメモを書いた".to_owned(),
        "conference.checked" => "担当者会議をふりかえった".to_owned(),
        "task.done" => "宿題が済んだことを記録した".to_owned(),
        "task.bound" => format!("宿題の担い手を決めた（{detail}）"),
        "task.moved" => format!("宿題の期限を変えた（{detail}）"),
        "task.words_entered" => "宿題について聞いたことを書いた".to_owned(),
        "task.reopened" => "宿題をまだに戻した".to_owned(),
        _ => outside(kind).map_or_else(|| composed(kind), str::to_owned),
    }
}

/// What passed between the office and those outside it, or a device on the way.
fn outside(kind: &str) -> Option<&'static str> {
    Some(match kind {
        "room.opened" => "やりとりの部屋をひらいた",
        "room.closed" => "やりとりの部屋を閉じた",
        "room.extended" => "部屋の終わりの日を変えた",
        "room.revoked" => "リンクを取り消した",
        "room.link_renewed" => "リンクと番号を作りなおした",
        "room.reminded" => "返事を催促した",
        "room.mailed" => "メールを送った",
        "mail.sent" => "メールのサーバーが受け取った",
        "mail.refused" => "メールのサーバーが受け取らなかった",
        "mail.unclear" => "メールが届いたか、わからなくなった",
        "room.date_chosen" => "会議の日を決めた",
        "room.read" => "外からの返事を読んだ",
        "questions.taken" => "事前の質問の答えを、アセスメントの発言に入れた",
        "room.member_named" => "招いた相手が会議のだれかを記録した",
        "room.answer_entered" => "届いた返事を書きこんだ",
        "guest.opened" => "リンクを番号で開いた",
        "guest.opened_beside" => "支援者のページから、ほかのおたずねを開いた",
        "guest.asked_together" => "「まとめて見る」のリンクをメールで頼んだ",
        "guest.opened_together" => "メールのリンクで「まとめて見る」ページを開いた",
        "guest.saw" => "おたずねのページを見た",
        "guest.downloaded" => "渡した紙をPDFで受け取った",
        "guest.answered" => "返事を送った",
        "guest.calendar" => "予定のファイルを受け取った",
        "guest.wrong_code" => "リンクの番号をまちがえた",
        "guest.locked" => "番号を5回まちがえ、リンクが閉じた",
        "deciding.reopened" => "決めたことを考えなおしはじめた",
        "outing.taken" => "訪問のために端末へ持ち出した",
        "outing.returned" => "訪問先で書いたものを受け取った",
        "outing.revoked" => "端末への持ち出しを取り消した",
        "outing.sealed" => "取り消した端末から、封をしたまま受け取った",
        "outing.photo" => "訪問の写真を受け取った",
        "outing.photo_struck" => "訪問の写真を取り消した",
        "outing.opened" => "端末の持ち出しを開くかぎを受け取った",
        _ => return None,
    })
}

/// Most words are the part of the record and what was done to it.
fn composed(kind: &str) -> String {
    let (area, verb) = kind.split_once('.').unwrap_or((kind, ""));
    let verb = match verb {
        "added" => "記録した",
        "begun" => "書きはじめた",
        "saved" => "下書きを保存した",
        "changed" => "変更した",
        "confirmed" => "確定した",
        "corrected" => "訂正した",
        "correction_begun" => "訂正をはじめた",
        "discarded" => "下書きを捨てた",
        "consented" => "同意を記録した",
        "delivered" => "交付・提出を記録した",
        "withdrawn" | "struck" => "取り消した",
        "printed" => "印刷した",
        "became_case" => "利用者として登録した",
        _ => "操作した",
    };
    format!("{}: {verb}", area_word(area))
}

fn area_word(area: &str) -> &'static str {
    match area {
        "person" => "基本情報",
        "certificate" => "受給者証",
        "assessment" => "アセスメント",
        "plan" | "draft_plan" => "計画",
        "monitoring" => "モニタリング",
        "meeting" => "担当者会議の記録",
        "interval" => "モニタリング期間の変更の申出",
        "crisis" => "クライシスプラン",
        "deciding" => "意思決定支援の記録",
        "note" => "支援経過",
        "claim_trait" => "請求に関わること",
        "claim_elsewhere" => "ほかの事業所の請求",
        "scan" => "同意書の控え",
        "team" => "支援チーム",
        "closing" => "引継書",
        "inquiry" => "相談受付",
        _ => "この方の記録",
    }
}

/// The pages as the views in the journal name them.
fn page(code: &str) -> &'static str {
    match code.split('.').next().unwrap_or_default() {
        "overview" => "概要",
        "person" => "基本情報",
        "certificate" | "certificates" => "受給者証",
        "assessment" => "アセスメント",
        "plan" | "draft-plan" | "draft-week" | "plan-week" => "計画",
        "monitoring" | "report-free" | "report-week" | "report-check" | "report-check-week" => "モニタリング",
        "consent" | "delivery" => "同意・交付の記録",
        "scan" => "同意書の控え",
        "meetings" => "担当者会議の記録",
        "conference" => "担当者会議の準備・会議室",
        "meeting" => "担当者会議録",
        "tasks" => "宿題",
        "crisis" => "クライシスプラン",
        "interval" => "モニタリング期間の変更",
        "deciding" => "意思決定支援の記録",
        "notes" | "note" => "支援経過",
        "search" => "さがした記録の一文",
        "inquiry" => "相談受付の記録",
        "map" => "家族と社会関係の図",
        "papers" => "書類の一覧",
        "process" => "手順",
        "closing" | "hand-over" => "終結・引継ぎ",
        "assign" => "担当",
        "journal" => "この記録",
        "face" | "current-week" => "申請者の現状",
        "team" => "つながり",
        "rooms" => "やりとりの部屋",
        "questions" => "事前の質問の答え",
        "room-file" => "届いたファイル",
        "sharing" => "情報共有の同意",
        "protection" => "住所の保護",
        "disclosed" => "住所を載せた、市町村へ出す書類",
        "brief" => "訪問の前の1枚",
        "outing" => "訪問のために持ち出すもの",
        "outings" => "持ち出しの一覧",
        "outing-photo" => "訪問の写真",
        "monitoring.returned" => "訪問から戻ったもの",
        "long-view" => "これまでの歩み",
        _ => "この方の記録",
    }
}

/// Who did it: a worker, an outside party by the name it was invited under, or the program.
pub(super) fn who(kind: &str, actor: &str, detail: &str) -> String {
    match (actor, kind.starts_with("guest.")) {
        ("", true) => format!("{detail}（外から）"),
        ("", false) => "プログラム".to_owned(),
        (name, _) => name.to_owned(),
    }
}

/// The added detail, where a person wrote it or can read it. The name of a page and codes of sections are not shown.
pub(super) fn detail(kind: &str, detail: &str) -> String {
    let coded = kind == "view" || kind.starts_with("guest.") || detail.is_ascii();
    if coded { String::new() } else { detail.to_owned() }
}

/// A month of service as the office writes it; anything else as it stands.
fn month(detail: &str) -> String {
    let month = detail.parse::<ServiceMonth>();
    month.map_or_else(
        |_| detail.to_owned(),
        |month| format!("{}提供分", wareki::format_month(month)),
    )
}

/// A page that shows many cases of one worker.
fn page_of_many(page: &str) -> &str {
    match page {
        "visits" => "訪問の予定",
        "visit_calls" => "訪問の電話の一覧",
        "visit_day" => "1日の予定表",
        page => page,
    }
}
