/// The reference of the language as Markdown; made from the same fields as the reader.
public enum LanguageReference {
    public static func markdown(in language: Language, kinds: StepKinds = .all) -> String {
        let writer = Writer(language: language)
        var text = writer.heading(1, vi: "Ngôn ngữ của quy trình", en: "The language of definitions")
        text += writer.heading(2, vi: "Quy trình", en: "Definition")
        text += writer.table(DefinitionFields.all.map(\.description))
        for group in LanguageShape.groups {
            text += "\n## \(group.title[language])\n\n" + writer.table(group.fields)
        }
        text += writer.heading(2, vi: "Các bước", en: "Steps")
        text += writer.heading(3, vi: "Khóa chung của mọi bước", en: "Keys of every step")
        text += writer.table(StepFields.common.map(\.description))
        for kind in kinds.kinds {
            text += "\n### `\(kind.word)`\n\n\(kind.meaning[language])\n\n"
            text += writer.table(kind.fields.map(\.description))
        }
        text += writer.heading(2, vi: "Cụm từ", en: "Phrases")
        for phrase in LanguageShape.phrases { text += writer.phrase(phrase) }
        text += writer.heading(2, vi: "Từ dành riêng", en: "Reserved words")
        text += Keyword.reserved.map { "`\($0.rawValue)`" }.sorted().joined(separator: ", ") + "\n"
        return text
    }

    private struct Writer {
        let language: Language

        func heading(_ level: Int, vi: String, en: String) -> String {
            (level == 1 ? "" : "\n") + String(repeating: "#", count: level) + " \(language == .vi ? vi : en)\n\n"
        }

        func table(_ fields: [FieldDescription]) -> String {
            var text =
                language == .vi
                ? "| khóa | giá trị | ý nghĩa | mặc định | ví dụ |\n|---|---|---|---|---|\n"
                : "| key | value | meaning | default | example |\n|---|---|---|---|---|\n"
            for field in fields {
                let initial =
                    field.initial.map { "`\($0)`" }
                    ?? (field.need == .required ? (language == .vi ? "bắt buộc" : "required") : "–")
                text += "| `\(field.key)` | \(name(field.form)) | \(field.meaning[language]) | \(initial) |"
                text += " \(example(field.example)) |\n"
            }
            return text
        }

        private func example(_ text: String) -> String {
            let lines = text.split(separator: "\n", omittingEmptySubsequences: true)
            return lines.map { "`\($0)`" }.joined(separator: "<br>").replacing("|", with: "\\|")
        }

        func phrase(_ phrase: PhraseForm) -> String {
            var text = "\n### \(phrase.title[language])\n\n"
            for line in phrase.grammar { text += "    " + line + "\n" }
            return text + "\n" + phrase.examples.map { "`\($0)`" }.joined(separator: " · ") + "\n"
        }

        private func name(_ form: Form) -> String {
            switch form {
            case .text: language == .vi ? "chữ" : "text"
            case .name: language == .vi ? "tên" : "name"
            case .number: language == .vi ? "số" : "number"
            case .word(let words): words.map { "`\($0)`" }.joined(separator: ", ")
            case .phrase(let phrase): phrase.title[language]
            case .title: language == .vi ? "chữ theo ngôn ngữ" : "text by language"
            case .list(let form): (language == .vi ? "danh sách: " : "list of: ") + name(form)
            case .oneOrMore(let form): name(form) + (language == .vi ? ", hoặc danh sách" : ", or a list of them")
            case .named(let form): (language == .vi ? "theo tên: " : "by name: ") + name(form)
            case .group(let group): group.title[language]
            case .step: language == .vi ? "bước" : "step"
            }
        }
    }
}

extension String {
    fileprivate func replacing(_ sign: Character, with text: String) -> String {
        reduce(into: "") { $0 += $1 == sign ? text : String($1) }
    }
}
