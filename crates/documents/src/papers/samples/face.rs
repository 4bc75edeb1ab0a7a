//! Basic information of the made-up office.

use bansou_domain::family::{EcomapNode, FamilyMember, Field, MemberKey, Relation, TieKind, from_relations};
use bansou_domain::person::Sex;
use jiff::civil::{Date, date};

use super::{ADULT, CHILD, DRAFTED, RENEWED, cover};
use crate::drawing::{EcomapOptions, GenogramOptions, ecomap_svg, genogram_svg};
use crate::papers::{FaceSheet, LabelledText, Picture, SupportRow};

impl FaceSheet {
    /// Filled sheets in lengths that occur: an adult with drawings, a child without.
    #[must_use]
    pub fn samples() -> Vec<Self> {
        vec![adult(), child()]
    }
}

fn adult() -> FaceSheet {
    FaceSheet {
        cover: cover("別紙1", "申請者の現状（基本情報）", ADULT, DRAFTED),
        made_on: "令和8年4月3日".to_owned(),
        office_name: "見本相談支援センター".to_owned(),
        specialist: "見本 相子".to_owned(),
        overview: "特別支援学校高等部を卒業後、印刷会社に障害者雇用で就職したが、休憩室の音と急な予定変更がつらく8か月で退職。以後5年あまり自宅で過ごす。昨年秋から、近所の図書館へ一人で週2回行けるようになった。母の体力が落ち、家事の負担が大きくなっている。\n令和8年3月2日、母より区役所の紹介で電話相談。3月13日に自宅、3月24日に図書館の談話室で面接した。\n課題：①静かで見通しのもてる日中の場がない　②母が入院したときに一人で暮らす備えがない　③つらさをことばで伝えることがむずかしい".to_owned(),
        name: ADULT.to_owned(),
        born: "平成13年8月9日".to_owned(),
        age: "24歳".to_owned(),
        address: "〒100-0000　見本区中央1丁目2番3号 ひまわり荘201号".to_owned(),
        housing: "☐持家　☑借家　☐グループホーム　☐入所施設　☐医療機関　☐その他（　　）".to_owned(),
        tel: "090-0000-0002".to_owned(),
        fax: String::new(),
        disability: "軽度知的障害、自閉スペクトラム症".to_owned(),
        support_level: "区分3".to_owned(),
        sex: "男".to_owned(),
        extras: vec![extra("手帳", "愛の手帳4度\n精神障害者保健福祉手帳2級"), extra("年金・手当", "障害基礎年金2級")],
        family_picture: Some(Picture { svg: genogram(), alt: "家族構成図".to_owned() }),
        family: "母 久子（68）主たる介護者。変形性膝関節症で整形外科に通院。清掃の仕事を週3日\n父 正　令和元年5月死亡\n姉 綾（30）他県で家庭をもつ。年2回帰省".to_owned(),
        ecomap_picture: Some(Picture { svg: ecomap(), alt: "社会関係図".to_owned() }),
        ecomap: "図書館の司書（毎週あいさつ）、見本クリニック（通院）、母の友人（隣家）、姉（年2回）".to_owned(),
        life_history: "平成13年8月　見本区で出生。1歳半健診でことばの遅れを指摘される\n平成26年4月　見本区立中学校 特別支援学級\n令和2年3月　都立特別支援学校 高等部を卒業\n令和2年4月　印刷会社に就職（障害者雇用）。同年12月に退職\n令和7年10月　図書館へ一人で通い始める".to_owned(),
        medical: "精神科　見本クリニック（主治医）　4週に1回\n就寝前に1種類".to_owned(),
        wish_person: "わたしは、パソコンで役に立つ仕事がしたい。うるさいところと、急に予定が変わるのは苦手です。図書館の人みたいに静かに話してくれると助かります。".to_owned(),
        wish_family: "母：毎日行くところができてほしい。わたしが入院したときに、一人で何日か暮らせるようになってほしい。".to_owned(),
        public_supports: vec![support(["精神科通院", "見本クリニック", "診察・服薬", "4週に1回", "自立支援医療"])],
        other_supports: vec![support(["図書館", "見本区立図書館", "読書、司書とのあいさつ", "週2回", ""])],
    }
}

fn child() -> FaceSheet {
    FaceSheet {
        cover: cover("別紙1", "申請者の現状（基本情報）", CHILD, RENEWED),
        made_on: "令和8年10月10日".to_owned(),
        overview: "4月に特別支援学校小学部へ入学。1学期は体調をくずしての欠席が9日あったが、2学期は週5日の登校が続いている。夜間の吸引は平均3回で、母の睡眠が細切れになっている。".to_owned(),
        name: CHILD.to_owned(),
        born: "令和元年5月20日".to_owned(),
        age: "7歳".to_owned(),
        address: "〒210-0000　見本市南町4番地5".to_owned(),
        housing: "☑持家　☐借家　☐グループホーム　☐入所施設　☐医療機関　☐その他（　　）".to_owned(),
        tel: "044-000-0001".to_owned(),
        disability: "脳性麻痺、てんかん、医療的ケア（胃ろう・吸引）".to_owned(),
        support_level: String::new(),
        sex: "女".to_owned(),
        extras: vec![extra("手帳", "身体障害者手帳1級、療育手帳A1"), extra("保護者", "見本 真帆（母）"), extra("学校・学級", "特別支援学校 小学部1年")],
        family_picture: None,
        family: "母 真帆（38）主たる介護者。夜間の吸引で睡眠が細切れ\n父 大地（40）会社員。土日は入浴を担当\n弟 そら（2）保育園に在園".to_owned(),
        ecomap_picture: None,
        ecomap: "特別支援学校 担任、放課後デイ見本のいえ、見本医療福祉センター、祖母".to_owned(),
        life_history: "令和元年5月　在胎30週で出生。NICUに4か月入院\n令和2年11月　脳性麻痺の診断\n令和3年6月　胃ろう造設\n令和4年4月　児童発達支援センター見本に通い始める\n令和8年4月　特別支援学校小学部に入学".to_owned(),
        medical: "小児神経科　見本医療福祉センター（主治医）　月1回　抗けいれん薬2種類\n訪問看護　訪問看護見本　週1回".to_owned(),
        wish_person: "（ことばでの表出はむずかしい。すきな音楽が流れると右手を上げて笑う。いやなときは顔を左に向けて目を閉じる。）".to_owned(),
        wish_family: "母：学校に毎日通ってほしい。夜に一度でいいから続けて眠りたい。\n父：弟の運動会に家族全員で行きたい。".to_owned(),
        public_supports: vec![
            support(["放課後等デイサービス", "放課後デイ見本のいえ", "太鼓、個別の見守り", "週2回", "14日/月"]),
            support(["訪問看護", "訪問看護見本", "吸引、胃ろうの管理", "週1回", ""]),
        ],
        other_supports: vec![support(["祖母", "", "弟の送迎", "月2回", ""])],
        ..adult()
    }
}

fn extra(label: &str, text: &str) -> LabelledText {
    LabelledText {
        label: label.to_owned(),
        text: text.to_owned(),
    }
}

fn support(texts: [&str; 5]) -> SupportRow {
    let [name, provider, content, frequency, remarks] = texts.map(str::to_owned);
    SupportRow {
        name,
        provider,
        content,
        frequency,
        remarks,
    }
}

/// The made-up family; kin in their relation to the person.
fn relative(key: u32, relation: &str, name: &str, born: Date) -> FamilyMember {
    FamilyMember {
        key: MemberKey(key),
        name: name.to_owned(),
        relation: Relation::read(relation),
        born: Some(born),
        ..FamilyMember::default()
    }
}

fn person() -> FamilyMember {
    FamilyMember {
        sex: Some(Sex::Male),
        ..relative(0, "本人", ADULT, date(2001, 8, 9))
    }
}

fn genogram() -> String {
    let mother = FamilyMember {
        living_together: true,
        main_carer: true,
        ..relative(1, "母", "見本 久子", date(1957, 11, 30))
    };
    let father = FamilyMember {
        died: Some(date(2019, 5, 1)),
        ..relative(2, "父", "見本 正", date(1953, 2, 11))
    };
    let sister = relative(3, "姉", "見本 綾", date(1996, 4, 2));
    let family = from_relations(person(), &[mother, father, sister]);
    genogram_svg(&family, DRAFTED, &GenogramOptions::default())
}

fn ecomap() -> String {
    let around = [
        ("見本クリニック", Field::Medical, TieKind::Normal, "4週に1回"),
        ("図書館の司書", Field::Neighbourhood, TieKind::Strong, "居場所"),
        ("姉", Field::Family, TieKind::Weak, "年2回帰省"),
        ("母の友人（隣家）", Field::Neighbourhood, TieKind::Normal, ""),
    ];
    let nodes = around.map(|(who, field, tie, role)| EcomapNode {
        who: who.to_owned(),
        field,
        role: role.to_owned(),
        tie,
        direction: None,
        since: String::new(),
    });
    ecomap_svg(&person(), &nodes, DRAFTED, &EcomapOptions::default())
}
