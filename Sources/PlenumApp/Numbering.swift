public import PlenumCore
import PlenumStore

/// The register of document numbers as it stands.
public struct NumberListing: Sendable {
    /// One series with its numbers, in order.
    public struct Entry: Sendable {
        public let record: SeriesRecord
        /// Whether its term is the unit's current one: only then does it give numbers.
        public let isCurrent: Bool
        public let unit: LocalizedText
        public let numbers: [Number]

        /// Numbers that were used before the register was begun, or elsewhere since.
        public var elsewhere: [ClosedRange<Int>] {
            var ranges: [ClosedRange<Int>] = []
            var next = 1
            for number in numbers.map(\.given.number) + [record.last + 1] {
                if number > next { ranges.append(next...number - 1) }
                next = number + 1
            }
            return ranges
        }
    }

    public struct Number: Sendable {
        public let given: RegisteredNumber
        public let plan: LocalizedText
        public let title: LocalizedText
        /// The local days on which it was issued and called back.
        public let issuedOn: CivilDate
        public let voidedOn: CivilDate?
    }

    public let entries: [Entry]
}

extension Service {
    /// How numbers of documents are written, by the form that the settings name.
    public func numberForm() throws -> NumberForm {
        try PaperLibrary(environment, settings).form(settings.paperForm).numbering
    }

    /// The register of document numbers.
    public func numbers() throws -> NumberListing {
        try store.read { reader in
            let numbers = Dictionary(grouping: try reader.numbers(), by: \.series)
            return NumberListing(
                entries: try reader.series().map { record, isCurrent in
                    NumberListing.Entry(
                        record: record, isCurrent: isCurrent,
                        unit: try reader.unit(record.series.unit)?.title ?? LocalizedText([]),
                        numbers: try (numbers[record.series] ?? []).map { try number($0, reader) })
                })
        }
    }

    private func number(_ given: RegisteredNumber, _ reader: any StoreReader) throws -> NumberListing.Number {
        guard let instance = try reader.instance(given.instance) else { throw Refused(.noSuchInstance(given.instance)) }
        let definition = try library.definition(pinned: instance.definition, in: reader)
        let zone = try library.calendar(pinned: instance.calendar, in: reader).zone
        return NumberListing.Number(
            given: given, plan: definition.title,
            title: definition.step(at: given.path)?.title ?? definition.title,
            issuedOn: zone.local(given.issuedAt).date, voidedOn: given.voidedAt.map { zone.local($0).date })
    }

    /// Begins series of a unit's term, or sets what they count on from: each with the number given last, 0 for none.
    /// The term becomes the unit's current one. Refuses to go back behind a number that was given. Returns the series
    /// that this changes; with `isTrial` nothing is written.
    public func setNumbers(
        _ series: [(type: String, organ: String, last: Int)], term: String, of unit: UnitID?, isTrial: Bool = false,
        authority: Authority
    ) throws -> [SeriesRecord] {
        func changed(_ reader: any StoreReader) throws -> [SeriesRecord] {
            guard let unit = try unit ?? reader.root() else { throw AppError.noPeople }
            if try reader.unit(unit) == nil { throw Refused(.noSuchUnit(unit)) }
            let known = try reader.series()
            let given = try reader.numbers()
            let records = series.map {
                SeriesRecord(
                    series: NumberSeries(unit: unit, term: term, type: $0.type, organ: $0.organ), last: $0.last)
            }
            let refusals = records.compactMap { record -> Refusal? in
                let highest = given.last { $0.series == record.series }?.number ?? 0
                return record.last < highest
                    ? .numberGiven(record.series, last: record.last, given: highest) : nil
            }
            guard refusals.isEmpty else { throw Refused(refusals) }
            return records.filter { record in !known.contains { $0.record == record && $0.isCurrent } }
        }
        guard !isTrial else { return try store.read { try changed($0) } }
        return try store.write { transaction in
            if let by = authority.actor.by, try transaction.person(by) == nil { throw Refused(.noSuchPerson(by)) }
            let records = try changed(transaction)
            guard !records.isEmpty else { return [] }
            try transaction.append([
                Event(
                    stream: .settings, at: authority.now, effective: authority.now, actor: authority.actor,
                    body: .settingChanged(SettingChanged(series: records)))
            ])
            try transaction.set(series: records)
            return records
        }
    }
}
