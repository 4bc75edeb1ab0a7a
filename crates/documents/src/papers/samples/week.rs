//! Weeks of the made-up office.

use bansou_domain::monitoring::WeekMark;

use super::{ADULT, CHILD, DRAFTED, MONITORED, PLANNED, RENEWED, adult, child, cover};
use crate::form::{BlockKind, Mark, MarkKind, WeekBlock};
use crate::papers::{CaseHead, WeekReview, WeekSheet, WeekStage};

impl WeekSheet {
    /// Filled sheets in lengths that occur: the current week, a draft's, a plan's, two changed at monitoring.
    #[must_use]
    pub fn samples() -> Vec<Self> {
        vec![
            adult_now(),
            adult_planned(
                "様式1-2",
                "サービス等利用計画案・障害児支援利用計画案【週間計画表】",
            ),
            child_planned(),
            monitored(),
            checked(),
        ]
    }
}

fn adult_now() -> WeekSheet {
    let blocks = [
        block("月火水木金土日", (570, 630), "起床、朝食", "", BlockKind::Own),
        block("火金", (780, 960), "図書館", "", BlockKind::Informal),
        block(
            "月水木土日",
            (780, 1080),
            "自室（パソコン、路線図）",
            "",
            BlockKind::Own,
        ),
        lane(
            block("月水土", (480, 720), "母 仕事", "", BlockKind::Family),
            1,
            2,
        ),
        block("月火水木金土日", (1500, 1560), "就寝", "", BlockKind::Own),
    ];
    let mut blocks = blocks.concat();
    for block in &mut blocks {
        let beside_mother = block.from_minute == 570 && [0, 2, 5].contains(&block.day);
        block.lanes = if beside_mother { 2 } else { block.lanes };
    }
    WeekSheet {
        cover: cover("別紙2", "申請者の現状（基本情報）【現在の生活】", ADULT, DRAFTED),
        stage: WeekStage::Current,
        // 別紙2 names the case in one row.
        head: CaseHead {
            certificate_number: String::new(),
            ceiling: String::new(),
            ..adult()
        },
        started: String::new(),
        blocks,
        activities: "日中は自室で過ごすことが多い。火曜と金曜は一人で図書館へ行く。母が仕事の日は、昼食を自分であたためて食べる。夜は路線図を見ながら、25時ごろに眠る。".to_owned(),
        not_weekly: "精神科通院（4週に1回）。姉の帰省（8月、1月）。".to_owned(),
        whole_picture: String::new(),
    }
}

fn adult_planned(form_number: &str, title: &str) -> WeekSheet {
    WeekSheet {
        cover: cover(form_number, title, ADULT, PLANNED),
        stage: WeekStage::Planned,
        head: adult(),
        started: "令和8年5月".to_owned(),
        blocks: [
            block("月水木", (600, 900), "就労継続支援B型", "就労支援センター見本", BlockKind::Service),
            block("月水木", (540, 600), "通所（徒歩とバス）", "", BlockKind::Own),
            block("火金", (780, 960), "図書館", "", BlockKind::Informal),
            block("火土", (1020, 1080), "居宅介護（家事援助）", "ヘルパーステーション見本", BlockKind::Service),
            block("月火水木金土日", (1440, 1500), "就寝", "", BlockKind::Own),
        ]
        .concat(),
        activities: "日中はB型と図書館。夕方はヘルパーと夕食づくり。夜は路線図と読書。".to_owned(),
        not_weekly: "精神科通院（4週に1回、木曜16時）。路線の旅（月1回、日曜）。姉の帰省（8月、1月）。".to_owned(),
        whole_picture: "静かな場所で得意な入力の仕事をし、図書館と電車の楽しみを続けながら、母に頼りきりでない暮らしを少しずつ自分のものにしていく。".to_owned(),
    }
}

// A child's day is dense: feeding by tube every few hours, suction in between.
fn child_planned() -> WeekSheet {
    WeekSheet {
        cover: cover(
            "様式2-2",
            "サービス等利用計画・障害児支援利用計画【週間計画表】",
            CHILD,
            RENEWED,
        ),
        stage: WeekStage::Planned,
        head: child(),
        started: "令和8年11月".to_owned(),
        blocks: child_blocks(),
        activities: "平日は学校。放課後は太鼓とスイッチの時間。週末は家族と過ごす。".to_owned(),
        not_weekly: "短期入所 月2泊（第2・第4土曜から）。通院 月1回。".to_owned(),
        whole_picture:
            "学校と放課後に音楽の時間があり、家族が眠れる夜があって、四人で出かける日を楽しみに暮らす。"
                .to_owned(),
    }
}

fn child_blocks() -> Vec<WeekBlock> {
    [
        block("月火水木金土日", (360, 375), "吸引", "", BlockKind::Family),
        block(
            "月火水木金土日",
            (390, 420),
            "注入（朝）・服薬",
            "",
            BlockKind::Family,
        ),
        block("月火水木金", (480, 510), "スクールバス", "", BlockKind::Own),
        block("月火水木金", (510, 900), "特別支援学校", "", BlockKind::Own),
        block(
            "火木金",
            (900, 1050),
            "放課後等デイサービス",
            "放課後デイ見本のいえ",
            BlockKind::Service,
        ),
        lane(
            block(
                "月水",
                (960, 1020),
                "訪問看護",
                "訪問看護見本",
                BlockKind::Service,
            ),
            0,
            2,
        ),
        lane(
            block("月水", (960, 990), "弟の迎え（祖母）", "", BlockKind::Informal),
            1,
            2,
        ),
        block("土日", (840, 900), "入浴（父）", "", BlockKind::Family),
        block(
            "月火水木金土日",
            (1110, 1140),
            "注入（夕）",
            "",
            BlockKind::Family,
        ),
        block(
            "月火水木金土日",
            (1260, 1290),
            "就寝前の吸引",
            "",
            BlockKind::Family,
        ),
    ]
    .concat()
}

fn monitored() -> WeekSheet {
    let title = "継続サービス利用支援・継続障害児支援利用援助【週間計画表】";
    let mut sheet = adult_planned("様式3-2", title);
    for block in &mut sheet.blocks {
        if block.day == 4 && block.text == "図書館" {
            *block = marked(block.clone(), MarkKind::Removed, "取消");
            block.lanes = 2;
        }
    }
    let later = block("金", (900, 1020), "図書館", "", BlockKind::Informal);
    let helper = block(
        "金",
        (1050, 1110),
        "居宅介護（家事援助）",
        "ヘルパーステーション見本",
        BlockKind::Service,
    );
    sheet.blocks.extend(
        lane(later, 1, 2)
            .into_iter()
            .map(|block| marked(block, MarkKind::Changed, "変更予定")),
    );
    sheet.blocks.extend(
        helper
            .into_iter()
            .map(|block| marked(block, MarkKind::Added, "追加")),
    );
    sheet
}

fn checked() -> WeekSheet {
    let review = WeekReview {
        other_plans: "母の膝の手術後の受診（12月）\n姉の帰省（1月）\n図書館の朗読会（年4回）".to_owned(),
        evaluation: "金曜の図書館は15時からのほうが混まず落ち着ける。母の退院後も家事援助は週3回が要る。"
            .to_owned(),
        marks: vec![WeekMark::Happened, WeekMark::Needed],
    };
    WeekSheet {
        cover: cover("", "モニタリング 週間計画表", ADULT, MONITORED),
        stage: WeekStage::Checked(review),
        activities: String::new(),
        whole_picture: String::new(),
        ..monitored()
    }
}

fn marked(mut block: WeekBlock, kind: MarkKind, word: &str) -> WeekBlock {
    let word = word.to_owned();
    block.mark = Some(Mark { kind, word });
    block
}

fn lane(mut blocks: Vec<WeekBlock>, lane: u8, lanes: u8) -> Vec<WeekBlock> {
    for block in &mut blocks {
        (block.lane, block.lanes) = (lane, lanes);
    }
    blocks
}

/// The same block on each of `days`.
fn block(
    days: &str,
    (from_minute, to_minute): (u16, u16),
    text: &str,
    provider: &str,
    kind: BlockKind,
) -> Vec<WeekBlock> {
    let clock = |minute: u16| format!("{}:{:02}", minute / 60, minute % 60);
    (0_u8..)
        .zip("月火水木金土日".chars())
        .filter(|(_, name)| days.contains(*name))
        .map(|(day, _)| WeekBlock {
            day,
            from_minute,
            to_minute,
            lane: 0,
            lanes: 1,
            time: format!("{}～{}", clock(from_minute), clock(to_minute)),
            text: text.to_owned(),
            provider: provider.to_owned(),
            kind,
            mark: None,
        })
        .collect()
}
