extension RowStanding {
    /// How much has come, how much it takes, and until when: one line.
    public func summary(in language: Language) -> String {
        func pick(_ vi: String, _ en: String) -> String { language == .vi ? vi : en }
        var parts = [
            needed.map { pick("đã nhận \(arrived)/\($0)", "\(arrived) of \($0) received") }
                ?? pick("đã nhận \(arrived)", "\(arrived) received")
        ]
        if let answered, let asked {
            parts.append(pick("\(answered)/\(asked) người đã trả lời", "\(answered) of \(asked) people have answered"))
        }
        if let until {
            let end = until.shown(in: language)
            parts.append(pick("nhận đến \(end)", "open until \(end)"))
        } else if !isOpen {
            parts.append(pick("không nhận thêm", "closed"))
        }
        return parts.joined(separator: ", ")
    }

    /// What each gate lacks, a line for each choice.
    public func lacking(in language: Language) -> [String] {
        missing.map { missing in
            let choice = missing.choice[language]
            return language == .vi
                ? "còn thiếu: \(choice) \(missing.count)/\(missing.needed) (\(missing.gate))"
                : "lacking: \(choice) \(missing.count)/\(missing.needed) (\(missing.gate))"
        }
    }
}
