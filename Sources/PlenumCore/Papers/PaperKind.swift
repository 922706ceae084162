/// A document that is drafted from what is known of a plan. Its template is the file of that name.
public enum PaperKind: String, CaseIterable, Hashable, Sendable {
    case invitation, agenda, minutes, opinions, cover, report
    /// The first page of a dossier, which is written with it and not by itself.
    case dossier

    /// Those that somebody may ask for.
    public static let drafted = allCases.filter { $0 != .dossier }

    public var title: LocalizedText {
        switch self {
        case .invitation: LocalizedText(vi: "giấy mời", en: "invitation")
        case .agenda: LocalizedText(vi: "chương trình làm việc", en: "agenda")
        case .minutes: LocalizedText(vi: "biên bản", en: "minutes")
        case .opinions: LocalizedText(vi: "bảng tổng hợp ý kiến", en: "table of opinions")
        case .cover: LocalizedText(vi: "trang đầu văn bản ban hành", en: "first page of the document issued")
        case .report: LocalizedText(vi: "báo cáo", en: "report")
        case .dossier: LocalizedText(vi: "hồ sơ", en: "dossier")
        }
    }

    /// What a document of this kind is numbered as, by the list of types of a form; nil where that follows from the
    /// plan, or nothing is numbered.
    public var type: String? {
        switch self {
        case .invitation: "GM"
        case .agenda: "CTr"
        case .minutes: "BB"
        case .report: "BC"
        case .opinions, .cover, .dossier: nil
        }
    }
}
