/// Reads a calendar file into a calendar, collecting every problem on the way.
///
///     plenum: 1
///     calendar: NAME
///     title:                     # in any languages
///       vi: …
///     zone: Area/City            # IANA
///     years: 2020 to 2035        # the years for which the file speaks
///     as-of: 2026-01-13          # optional: decisions up to this day are in it
///     weekly-days-off: [saturday, sunday]
///     holidays:
///       NAME:
///         title: …
///         on: day 1 of lunar month 1      # grammar at `DayRule`
///         begins: 1 day before            # optional: its first and last day
///         ends: 3 days after
///         since: 2021                     # optional, like `until`
///         days: decided each year         # optional: a year without a row below is only reckoned
///         compensation: none              # optional: nothing is given for it on a weekly day off
///         source: …
///     compensation:              # optional: what is given for a holiday on a weekly day off
///       rule: next working day
///       title: …
///       source: …
///     decided:                   # what was decided for single years
///       - holiday: NAME          # all its days in that year, or, with `title:` in its place, a day off beside them
///         off: 2026-02-16 to 2026-02-20
///         work-instead: 2026-02-14        # optional: the make-up working day
///         source: …
///         decided-on: 2025-10-16          # optional; a note when it is missing
public enum CalendarFile {
    /// The calendar, nil when a problem among the diagnostics is an error.
    public static func read(_ root: Node) -> (calendar: WorkingCalendar?, diagnostics: [Diagnostic]) {
        var reader = Reader()
        guard let rules = reader.rules(root) else { return (nil, reader.diagnostics.inOrder) }
        var builder = CalendarBuilder(rules)
        let calendar = builder.build()
        let diagnostics = (reader.diagnostics + builder.diagnostics).inOrder
        let failed = diagnostics.contains { $0.problem.severity == .error }
        return (failed ? nil : calendar, diagnostics)
    }
}

extension [Diagnostic] {
    fileprivate var inOrder: [Diagnostic] { sorted { $0.mark < $1.mark } }
}

private struct Reader {
    private(set) var diagnostics: [Diagnostic] = []

    /// Nil when the rules cannot be applied at all; what else is wrong stands in the diagnostics.
    mutating func rules(_ root: Node) -> CalendarRules? {
        guard
            let fields = fields(
                of: root, named: "calendar",
                known: [
                    "plenum", "calendar", "title", "zone", "years", "as-of", "weekly-days-off", "holidays",
                    "compensation", "decided",
                ])
        else { return nil }
        let version = require("plenum", in: fields, of: root).flatMap { text($0, "plenum") }
        if let version, version != "1" {
            report(.unknownVersion(version), at: fields["plenum"]!)
            return nil
        }
        let name = require("calendar", in: fields, of: root).flatMap { read($0, "calendar", .name, Reader.name) }
        let title = require("title", in: fields, of: root).flatMap { localized($0, "title") }
        let zone = require("zone", in: fields, of: root).flatMap { read($0, "zone", .zone, Reader.zone) }
        let years = require("years", in: fields, of: root).flatMap { self.years($0, "years") }
        let asOf = fields["as-of"].flatMap { date($0, "as-of") }
        let weeklyDaysOff = require("weekly-days-off", in: fields, of: root).flatMap { weekdays($0) }
        var holidays: [CalendarRules.Holiday] = []
        for pair in fields["holidays"].flatMap({ map($0, "holidays") }) ?? [] {
            guard let holiday = self.holiday(pair) else { continue }
            if holidays.contains(where: { $0.name == holiday.name }) {
                diagnostics.append(Diagnostic(CalendarProblem.holidayTwice(holiday.name), at: pair.keyMark))
            }
            if holiday.rule.needsLunarTable, let years, !LunarDate.years.contains(years) {
                report(.lunarYears(LunarDate.years), at: pair.value)
            }
            holidays.append(holiday)
        }
        let compensation = fields["compensation"].flatMap { self.compensation($0) }
        var decisions: [CalendarRules.Decision] = []
        for row in fields["decided"].flatMap({ list($0, "decided") }) ?? [] {
            if let decision = self.decision(row, holidays, within: years) { decisions.append(decision) }
        }
        guard let name, let title, let zone, let years, let weeklyDaysOff else { return nil }
        return CalendarRules(
            name: name, title: title, zone: zone, asOf: asOf, years: years, weeklyDaysOff: weeklyDaysOff,
            holidays: holidays, compensation: compensation, decisions: decisions)
    }

    private mutating func holiday(_ pair: Node.Pair) -> CalendarRules.Holiday? {
        let known = ["title", "on", "begins", "ends", "since", "until", "days", "compensation", "source"]
        guard let fields = fields(of: pair.value, named: pair.key, known: known) else { return nil }
        if Reader.name(pair.key) == nil {
            let problem = CalendarProblem.wrongForm(key: "holidays", .name, found: pair.key)
            diagnostics.append(Diagnostic(problem, at: pair.keyMark))
        }
        let title = require("title", in: fields, of: pair.value).flatMap { localized($0, "title") }
        let rule = require("on", in: fields, of: pair.value)
            .flatMap { read($0, "on", .rule) { DayRule(phrase: $0) } }
        let source = require("source", in: fields, of: pair.value).flatMap { text($0, "source") }
        let begins = fields["begins"].flatMap { read($0, "begins", .before, Reader.daysBefore) }
        let ends = fields["ends"].flatMap { read($0, "ends", .after, Reader.daysAfter) }
        let since = fields["since"].flatMap { read($0, "since", .year, Reader.year) } ?? 1
        let until = fields["until"].flatMap { read($0, "until", .year, Reader.year) } ?? 9999
        let eachYear = fields["days"].flatMap { word($0, "days", "decided each year") } != nil
        let notCompensated = fields["compensation"].flatMap { word($0, "compensation", "none") } != nil
        guard since <= until else {
            report(.backwards("since: \(since) · until: \(until)"), at: fields["until"]!)
            return nil
        }
        guard let title, let rule, let source else { return nil }
        return CalendarRules.Holiday(
            name: pair.key, title: title, rule: rule, begins: begins ?? 0, ends: ends ?? 0, years: since...until,
            decidedEachYear: eachYear, compensated: !notCompensated, source: source, mark: pair.keyMark)
    }

    private mutating func compensation(_ node: Node) -> CalendarRules.Compensation? {
        guard let fields = fields(of: node, named: "compensation", known: ["rule", "title", "source"]) else {
            return nil
        }
        _ = require("rule", in: fields, of: node).flatMap { word($0, "rule", "next working day") }
        let title = require("title", in: fields, of: node).flatMap { localized($0, "title") }
        let source = require("source", in: fields, of: node).flatMap { text($0, "source") }
        guard let title, let source else { return nil }
        return CalendarRules.Compensation(title: title, source: source)
    }

    private mutating func decision(
        _ node: Node, _ holidays: [CalendarRules.Holiday], within years: ClosedRange<Int>?
    ) -> CalendarRules.Decision? {
        let known = ["holiday", "title", "off", "work-instead", "source", "decided-on"]
        guard let fields = fields(of: node, named: "decided", known: known) else { return nil }
        let off = require("off", in: fields, of: node).flatMap { dates($0, "off") }
        let worked = fields["work-instead"].flatMap { date($0, "work-instead") }
        let source = require("source", in: fields, of: node).flatMap { text($0, "source") }
        let decidedOn = fields["decided-on"].flatMap { date($0, "decided-on") }
        let bounds = [off?.lowerBound, off?.upperBound, worked].compactMap(\.self)
        if let years, let outside = bounds.first(where: { !years.contains($0.year) }) {
            report(.outsideYears(outside, years), at: node)
        }
        if let off, fields["decided-on"] == nil { report(.undated(off.lowerBound), at: node) }
        let subject: CalendarRules.Decision.Subject
        switch (fields["holiday"], fields["title"]) {
        case (let holiday?, nil):
            guard let name = text(holiday, "holiday") else { return nil }
            guard let index = holidays.firstIndex(where: { $0.name == name }) else {
                report(.unknownHoliday(name, known: holidays.map(\.name)), at: holiday)
                return nil
            }
            subject = .holiday(index)
        case (nil, let title?):
            guard let title = localized(title, "title") else { return nil }
            subject = .beside(title)
        case (nil, nil), (_?, _?):
            report(.holidayOrTitle, at: node)
            return nil
        }
        guard let off, let source else { return nil }
        return CalendarRules.Decision(
            subject: subject, off: off, worked: worked, source: source, decidedOn: decidedOn, mark: node.mark)
    }

    // MARK: Values

    private mutating func weekdays(_ node: Node) -> Set<Weekday>? {
        guard let items = list(node, "weekly-days-off") else { return nil }
        let days = items.compactMap { read($0, "weekly-days-off", .weekday) { Weekday(name: $0) } }
        guard Set(days).count < 7 else {
            report(.noWorkingDays, at: node)
            return nil
        }
        return Set(days)
    }

    private mutating func localized(_ node: Node, _ key: String) -> LocalizedText? {
        guard let pairs = map(node, key), !pairs.isEmpty else { return nil }
        var versions: [(code: String, text: String)] = []
        for pair in pairs {
            if !(2...3).contains(pair.key.utf8.count) || !pair.key.utf8.allSatisfy({ (97...122).contains($0) }) {
                let problem = CalendarProblem.wrongForm(key: key, .languageCode, found: pair.key)
                diagnostics.append(Diagnostic(problem, at: pair.keyMark))
            }
            if let text = text(pair.value, pair.key) { versions.append((pair.key, text)) }
        }
        return versions.isEmpty ? nil : LocalizedText(versions)
    }

    private mutating func date(_ node: Node, _ key: String) -> CivilDate? {
        read(node, key, .date) { CivilDate(iso: $0) }
    }

    private mutating func dates(_ node: Node, _ key: String) -> ClosedRange<CivilDate>? {
        guard let (first, last) = range(node, key, .dates, single: true, { CivilDate(iso: $0) }) else { return nil }
        // A holiday of more than two months is a slip of the pen.
        guard last - first <= 62 else {
            report(.wrongForm(key: key, .dates, found: node.scalar), at: node)
            return nil
        }
        return first...last
    }

    private mutating func years(_ node: Node, _ key: String) -> ClosedRange<Int>? {
        guard let (first, last) = range(node, key, .years, single: false, Reader.year) else { return nil }
        return first...last
    }

    /// `A to B`, or `A` alone where that is allowed.
    private mutating func range<Bound: Comparable>(
        _ node: Node, _ key: String, _ form: CalendarProblem.Form, single: Bool, _ read: (String) -> Bound?
    ) -> (Bound, Bound)? {
        guard let text = text(node, key) else { return nil }
        let words = text.split(separator: " ", omittingEmptySubsequences: false)
        if single, words.count == 1, let only = read(text) { return (only, only) }
        guard words.count == 3, words[1] == "to", let first = read(String(words[0])), let last = read(String(words[2]))
        else {
            report(.wrongForm(key: key, form, found: text), at: node)
            return nil
        }
        guard first <= last else {
            report(.backwards(text), at: node)
            return nil
        }
        return (first, last)
    }

    private mutating func word(_ node: Node, _ key: String, _ word: String) -> String? {
        read(node, key, .word(word)) { $0 == word ? word : nil }
    }

    private static func year(_ text: String) -> Int? {
        guard text.utf8.count == 4, let year = decimal(Array(text.utf8)[...]), year > 0 else { return nil }
        return year
    }

    private static func daysBefore(_ text: String) -> Int? {
        let days = DayRule.distance(text.split(separator: " ", omittingEmptySubsequences: false)) ?? 0
        return days < 0 ? days : nil
    }

    private static func daysAfter(_ text: String) -> Int? {
        let days = DayRule.distance(text.split(separator: " ", omittingEmptySubsequences: false)) ?? 0
        return days > 0 ? days : nil
    }

    private static func name(_ text: String) -> String? {
        let fits = text.unicodeScalars.allSatisfy { scalar in
            scalar == "-" || scalar.properties.numericType == .decimal
                || scalar.properties.isAlphabetic && !scalar.properties.isUppercase
        }
        return fits && !text.isEmpty ? text : nil
    }

    /// Only what a zone's name may look like; whether there is such a zone, the program finds out when it needs it.
    private static func zone(_ text: String) -> String? {
        let fits = text.utf8.allSatisfy { byte in
            switch byte {
            case 48...57, 65...90, 97...122: true
            case UInt8(ascii: "/"), UInt8(ascii: "_"), UInt8(ascii: "-"), UInt8(ascii: "+"): true
            default: false
            }
        }
        return fits && !text.isEmpty ? text : nil
    }

    // MARK: Nodes

    private mutating func read<Value>(
        _ node: Node, _ key: String, _ form: CalendarProblem.Form, _ convert: (String) -> Value?
    ) -> Value? {
        guard let text = text(node, key) else { return nil }
        guard let value = convert(text) else {
            report(.wrongForm(key: key, form, found: text), at: node)
            return nil
        }
        return value
    }

    private mutating func text(_ node: Node, _ key: String) -> String? {
        guard let text = node.scalar, !text.isEmpty else {
            report(.wrongForm(key: key, .text, found: nil), at: node)
            return nil
        }
        return text
    }

    private mutating func map(_ node: Node, _ key: String) -> [Node.Pair]? {
        guard let pairs = node.map else {
            report(.wrongForm(key: key, .map, found: node.scalar), at: node)
            return nil
        }
        return Array(pairs)
    }

    private mutating func list(_ node: Node, _ key: String) -> [Node]? {
        guard let items = node.list else {
            report(.wrongForm(key: key, .list, found: node.scalar), at: node)
            return nil
        }
        return Array(items)
    }

    private mutating func fields(of node: Node, named key: String, known: [String]) -> [String: Node]? {
        guard let pairs = map(node, key) else { return nil }
        for pair in pairs where !known.contains(pair.key) {
            let problem = CalendarProblem.unknownKey(pair.key, known: known)
            diagnostics.append(Diagnostic(problem, at: pair.keyMark))
        }
        return Dictionary(pairs.map { ($0.key, $0.value) }, uniquingKeysWith: { first, _ in first })
    }

    private mutating func require(_ key: String, in fields: [String: Node], of node: Node) -> Node? {
        guard let value = fields[key] else {
            diagnostics.append(Diagnostic(CalendarProblem.missingKey(key), at: node.mark, to: node.mark))
            return nil
        }
        return value
    }

    private mutating func report(_ problem: CalendarProblem, at node: Node) {
        diagnostics.append(Diagnostic(problem, at: node.mark, to: node.end))
    }
}

extension ClosedRange<Int> {
    fileprivate func contains(_ other: ClosedRange<Int>) -> Bool {
        contains(other.lowerBound) && contains(other.upperBound)
    }
}
