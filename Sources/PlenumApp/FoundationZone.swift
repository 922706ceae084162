import Foundation
public import PlenumCore

/// Why a time zone cannot be had.
public enum ZoneFault: Error, Hashable, Sendable {
    /// No such zone. Abbreviations and offsets (`EST`, `GMT+7`) are no zones: they do not say when clocks change.
    case unknown(String)
    /// This program was built, or runs, without time zone data, so that no zone can be trusted.
    case noData

    public func message(in language: Language) -> String {
        switch (self, language) {
        case (.unknown(let name), .vi): "Không có múi giờ “\(name)”. Hãy ghi tên theo IANA, như “Asia/Ho_Chi_Minh”."
        case (.unknown(let name), .en): "There is no time zone “\(name)”. Use an IANA name such as “Europe/London”."
        case (.noData, .vi):
            "Chương trình không có dữ liệu múi giờ, nên không tính giờ được. Hãy cài gói tzdata hoặc dùng bản dựng khác."
        case (.noData, .en):
            "This program has no time zone data, so no time can be reckoned. Install tzdata or use another build."
        }
    }
}

extension Zone {
    /// The zone of an IANA name, from the data that Foundation has. Never another zone in its place.
    public static func named(_ name: String) throws(ZoneFault) -> Zone {
        try requireData()
        guard name.contains("/") || name == "UTC", let zone = TimeZone(identifier: name) else {
            throw .unknown(name)
        }
        return Zone(name: name) { instant in
            zone.secondsFromGMT(for: Date(timeIntervalSince1970: Double(instant.seconds)))
        }
    }

    /// A statically linked program can lose its zones without a word: ask for one whose offset is known for certain.
    public static func requireData() throws(ZoneFault) {
        guard TimeZone(identifier: "Etc/GMT-14")?.secondsFromGMT(for: Date(timeIntervalSince1970: 0)) == 14 * 3600,
            TimeZone.knownTimeZoneIdentifiers.count > 100
        else { throw .noData }
    }
}
