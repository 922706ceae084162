package import PlenumCore

/// The small committee in which the engine's tests play: two cells, six people, a calendar without holidays.
package enum Ground {
    /// Monday 2 March 2026, 08:00 in Viet Nam.
    package static let monday = Instant(rfc3339: "2026-03-02T08:00:00+07:00")!

    package static let calendar = WorkingCalendar(
        name: "plain", zone: "Asia/Ho_Chi_Minh", weeklyDaysOff: [.saturday, .sunday], exceptions: [:],
        years: 2020...2035)

    package static let directory = MemoryDirectory(
        units: [
            Unit(id: "root", kind: "committee", parent: nil, title: LocalizedText(vi: "Đảng bộ", en: "Committee")),
            Unit(id: "one", kind: "cell", parent: "root", title: LocalizedText(vi: "Chi bộ Một", en: "Cell One")),
            Unit(id: "two", kind: "cell", parent: "root", title: LocalizedText(vi: "Chi bộ Hai", en: "Cell Two")),
        ],
        people: [
            Person(
                id: "office", name: "Văn Phòng", unit: "root", kind: .staff, posts: [.init("organiser", of: "root")]),
            Person(id: "chair", name: "Chủ Trì", unit: "root", posts: [.init("secretary", of: "root")]),
            Person(id: "an", name: "An", unit: "one", posts: [.init("secretary", of: "one")]),
            Person(id: "binh", name: "Bình", unit: "one"),
            Person(id: "chi", name: "Chi", unit: "two", posts: [.init("secretary", of: "two")]),
            Person(id: "dung", name: "Dũng", unit: "two", kind: .probationary),
        ])
}
