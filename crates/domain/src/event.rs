//! できごと. A turn in the person's life between two monitorings after which somebody should look, due month or not.

use crate::choice;

choice! {
    /// できごと.
    pub enum Event {
        /// 入院.
        Admission = "admission", "入院した";
        /// 退院.
        Discharge = "discharge", "退院した";
        /// 施設などへの入所・退所.
        Residence = "residence", "入所・退所した";
        /// 介護・支援する人の変化.
        Carer = "carer", "介護する人がかわった・むずかしくなった";
        /// 家族のできごと.
        Family = "family", "家族に大きなできごとがあった";
        /// 転居.
        Move = "move", "引っこした";
        /// サービスの変更・中止.
        Service = "service", "サービスがかわった・止まった";
        /// 就職・離職・進路.
        Work = "work", "仕事・学校がかわった";
        /// 急なできごと.
        Urgent = "urgent", "けが・事故・急な不調があった";
    }
}
