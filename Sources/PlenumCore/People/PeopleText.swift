/// Writes a directory as a file that an import reads again.
public enum PeopleText {
    public static func yaml(units: [Unit], people: [Person]) -> String {
        var lines = ["plenum: 1", "", "units:"]
        for unit in units {
            lines += ["  \(unit.id):", "    kind: \(quoted(unit.kind))"]
            if let parent = unit.parent { lines.append("    parent: \(parent)") }
            lines.append("    title:")
            lines += unit.title.versions.map { "      \($0.code): \(quoted($0.text))" }
        }
        lines += ["", people.isEmpty ? "people: {}" : "people:"]
        for person in people {
            lines += [
                "  \(quoted(person.id.rawValue)):", "    name: \(quoted(person.name))", "    unit: \(person.unit)",
            ]
            lines.append("    class: \(person.kind.rawValue)")
            if let email = person.email { lines.append("    email: \(quoted(email))") }
            if let language = person.language { lines.append("    language: \(language.rawValue)") }
            if !person.posts.isEmpty {
                lines.append("    posts:")
                lines += person.posts.map { "      - \($0.post) of \($0.unit)" }
            }
            if !person.absences.isEmpty {
                lines.append("    absences:")
                for absence in person.absences {
                    lines.append("      - from: \(absence.days.lowerBound)")
                    lines.append("        to: \(absence.days.upperBound)")
                    if let substitute = absence.substitute {
                        lines.append("        substitute: \(quoted(substitute.rawValue))")
                    }
                }
            }
        }
        return lines.joined(separator: "\n") + "\n"
    }

    /// A row a person, and one more for every further absence.
    public static func table(people: [Person]) -> String {
        let columns: [PeopleColumn] = [
            .id, .name, .unit, .kind, .email, .language, .posts, .absentFrom, .absentTo, .substitute,
        ]
        var rows = [columns.map(\.title)]
        for person in people {
            let posts = person.posts.map { "\($0.post) of \($0.unit)" }.joined(separator: "; ")
            let fixed = [
                person.id.rawValue, person.name, person.unit.rawValue, person.kind.rawValue, person.email ?? "",
                person.language?.rawValue ?? "", posts,
            ]
            let absences = person.absences.map {
                [$0.days.lowerBound.shown(in: .vi), $0.days.upperBound.shown(in: .vi), $0.substitute?.rawValue ?? ""]
            }
            rows += (absences.isEmpty ? [["", "", ""]] : absences).map { fixed + $0 }
        }
        return CSVText.table(rows)
    }

    /// In double quotes, as JSON writes a string: a string of YAML too.
    private static func quoted(_ text: String) -> String {
        let isPlain =
            !text.isEmpty
            && text.unicodeScalars.allSatisfy {
                $0 == "-" || $0.properties.isAlphabetic
            } && text.first != "-"
        return isPlain ? text : JSON.string(text).text
    }
}
