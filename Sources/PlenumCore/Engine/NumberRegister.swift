/// A run of document numbers without a gap: of one type and one organ, in one term of one unit.
public struct NumberSeries: Hashable, Comparable, Sendable {
    public let unit: UnitID
    public let term: String
    /// Such as `NQ`.
    public let type: String
    /// Such as `ĐU`.
    public let organ: String

    public init(unit: UnitID, term: String, type: String, organ: String) {
        self.unit = unit
        self.term = term
        self.type = type
        self.organ = organ
    }

    /// As the log keeps it: `root/2025-2030/NQ/ĐU`.
    public var text: String {
        [unit.rawValue, term, type, organ].map(Path.key).joined(separator: "/")
    }

    public init?(text: String) {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false).map { Path.text(ofKey: String($0)) }
        guard parts.count == 4 else { return nil }
        self.init(unit: UnitID(rawValue: parts[0]), term: parts[1], type: parts[2], organ: parts[3])
    }

    /// What stands behind the number: `NQ-ĐU` names the series, `05-NQ/ĐU` a document of it.
    public var name: String { "\(type)-\(organ)" }

    public func symbol(_ number: Int, in form: NumberForm) -> String {
        form.symbol(number, type: type, organ: organ)
    }

    public static func < (left: NumberSeries, right: NumberSeries) -> Bool { left.text < right.text }
}

/// A series and the number that was given last; 0 before the first.
public struct SeriesRecord: Hashable, Sendable {
    public let series: NumberSeries
    public let last: Int

    public init(series: NumberSeries, last: Int) {
        self.series = series
        self.last = last
    }
}

/// A number that a document was issued with. It is never given again, not even when the document is called back.
public struct RegisteredNumber: Hashable, Sendable {
    public let series: NumberSeries
    public let number: Int
    public let instance: InstanceID
    public let path: Path
    public let issuedAt: Instant
    /// When the issue was called back, so that the number is void; nil while it stands.
    public var voidedAt: Instant?

    public init(
        series: NumberSeries, number: Int, instance: InstanceID, path: Path, issuedAt: Instant,
        voidedAt: Instant? = nil
    ) {
        self.series = series
        self.number = number
        self.instance = instance
        self.path = path
        self.issuedAt = issuedAt
        self.voidedAt = voidedAt
    }
}

/// What an issued document's step is answered with.
enum NumberAnswer {
    static let number: Name = "number"
    /// Number and symbol as they are shown.
    static let symbol: Name = "symbol"
    /// The series in whose register the number stands; missing where the register is kept elsewhere.
    static let register: Name = "register"
}

extension StepFacts {
    /// The number in a register with which the step's document was issued; nil for every other step.
    func registered(in instance: InstanceID, at path: Path) -> RegisteredNumber? {
        guard case .text(let text) = answer(NumberAnswer.register), let series = NumberSeries(text: text),
            case .number(let number) = answer(NumberAnswer.number), let endedAt
        else { return nil }
        return RegisteredNumber(series: series, number: number, instance: instance, path: path, issuedAt: endedAt)
    }

}

extension Completed {
    /// Number and symbol of the document that was issued with it.
    public var symbol: String? { answers.first { $0.column == NumberAnswer.symbol }?.value.text }
}

extension Scene {
    /// The series from which a document of this type and organ gets its number: that of the instance's unit in its
    /// current term, or of the nearest unit above that has one; nil where the register is kept elsewhere.
    func series(type: String, organ: String) throws -> SeriesRecord? {
        var unit = set.instance?.unit
        while let here = unit {
            if let record = try set.series(type: type, organ: organ, of: here) { return record }
            unit = try surroundings.directory.unit(here)?.parent
        }
        return nil
    }
}
