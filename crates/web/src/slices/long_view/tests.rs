use crate::testing::TestApp;

#[tokio::test]
async fn a_case_without_a_report_says_what_will_stand_here() {
    let app = TestApp::new().await;
    let person = app.add_person().await;
    let text = app.get(&super::path(person)).await.text();
    for told in [
        "確定したモニタリング報告書はまだありません。",
        "年を追ってここに並びます。",
    ] {
        assert!(text.contains(told), "{told} is missing: {text}");
    }
    assert!(!text.contains("変わったこと"), "{text}");
}
