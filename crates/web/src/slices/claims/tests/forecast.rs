//! What the running month will decide, as the clerk reads it.

use insta::assert_snapshot;

use super::desk;

#[tokio::test]
async fn a_month_that_runs_tells_what_it_will_decide_and_what_that_assumes() {
    let app = desk().await;
    let text = app.get("/claims/month/2026-11").await.text();
    let (_, below) = text.split_once("取扱件数の見込み").unwrap();
    let (forecast, _) = below.split_once("請求できる人").unwrap();
    assert_snapshot!(forecast.trim(), @r"
    令和8年12月提供分の区分
    令和8年11月に計画をつくったかモニタリングをした人は、今日までに13人です。まだの人は、モニタリング実施月の人が12人、計画案ができていて計画への同意がまだの人が4人です。
    令和8年12月提供分の取扱件数の見込み
    この月が
    ひと月の平均
    相談支援専門員1人あたり
    基本報酬の区分
    今日までのまま終わると
    10.33件
    5.17件
    全員（機能強化型Ⅳ）
    まだの人が全員終わると
    13.00件
    6.50件
    全員（機能強化型Ⅳ）
    全員終わったあと、さらに401人までは1人あたり40件に達しません。
    見込みの前提
    職員の配置がR8.11.30までいまのままで、まだの人の計画への同意・モニタリングが全部この月に終わるものとして計算しています。
    令和8年11月までの6か月の平均です。計画とモニタリングの両方がある人も、ひと月に1人と数えます。
    区分は、届け出たとおりに登録されているものです。取扱件数のほかの要件は見ていません。
    40件・39件と相談支援員の数え方は、告示で確認していない値です。
    ");
}

#[tokio::test]
async fn a_month_that_is_over_or_has_not_begun_has_no_forecast() {
    let app = desk().await;
    for month in ["2026-10", "2026-12"] {
        let text = app.get(&format!("/claims/month/{month}")).await.text();
        assert!(!text.contains("取扱件数の見込み"), "{text}");
    }
    let next = app.get("/claims/month/2026-12").await.text();
    assert!(
        next.contains("前の月がまだ終わっていないため、途中の数です"),
        "{next}"
    );
}
