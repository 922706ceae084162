import Foundation
import PlenumCore

/// One line of the table.
struct Figure {
    let name: String
    let value: String
    let aim: String
    let json: JSON
}

func folder(in parent: String) throws -> String {
    let path = "\(parent)/plenum-bench-\(UUID().uuidString)"
    try FileManager.default.createDirectory(
        atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    return path
}

func thousandths(_ value: Double) -> Int { Int((value * 1000).rounded()) }
func shown(_ value: Double) -> String { String(format: "%.2f", value) }
func milliseconds(_ duration: Duration) -> Double { duration / .milliseconds(1) }

var figures: [Figure] = []

/// Measures one figure and shows it at once, so that a long run can be watched. `PLENUM_BENCH=remind` measures only
/// those of that part.
@MainActor
func measure(_ part: String = "core", _ figure: () throws -> Figure) {
    guard (ProcessInfo.processInfo.environment["PLENUM_BENCH"] ?? part) == part else { return }
    do {
        let result = try figure()
        figures.append(result)
        print("\(result.name): \(result.value) (aim \(result.aim))")
    } catch {
        print("not measured: \(error)")
        exit(1)
    }
}

let disk = try folder(in: FileManager.default.currentDirectoryPath + "/.build")
let memory = FileManager.default.fileExists(atPath: "/dev/shm") ? try folder(in: "/dev/shm") : disk
let program = ProcessInfo.processInfo.environment["PLENUM"] ?? ".build/release/plenum"

defer {
    for folder in Set([disk, memory]) { try? FileManager.default.removeItem(atPath: folder) }
}

measure("language") {
    let bench = LanguageBench(count: 5 * 1024 * 1024)
    let (ratio, read, memory) = try bench.checking()
    return Figure(
        name: "read and check a definition of 5 MiB (reading alone \(shown(read))), over libyaml's bare events",
        value: "\(shown(ratio)); peak \(shown(memory)) bytes of memory a byte", aim: "≤ 2.00",
        json: .object([
            "figure": "language", "thousandths": .int(thousandths(ratio)),
            "reading-thousandths": .int(thousandths(read)),
            "memory-thousandths-per-byte": .int(thousandths(memory)),
        ]))
}
for (place, path, aim) in [("disk", disk, "≥ 0.50"), ("tmpfs", memory, "≥ 0.20")] {
    measure {
        let (share, statements) = try StoreBench(folder: path).shareOfBareSQLite()
        return Figure(
            name: "durable completions on \(place), share of bare SQLite with the same \(shown(statements)) statements",
            value: shown(share), aim: aim,
            json: .object([
                "figure": .string("completions-\(place)"), "thousandths": .int(thousandths(share)),
                "statements-thousandths": .int(thousandths(statements)),
            ]))
    }
}
for (part, name, branches, others) in [
    (FanOutCase.Part.branch, "10,000 branches over 10", (few: 10, many: 10_000), (few: 1000, many: 1000)),
    (.acknowledgement, "7,595 people over 10", (few: 10, many: 7595), (few: 0, many: 0)),
    (.opinion, "7,595 people over 10", (few: 10, many: 7595), (few: 0, many: 0)),
    (.branch, "1,000,000 other open tasks over 1,000", (few: 10, many: 10), (few: 1000, many: 1_000_000)),
] {
    measure {
        let (ratio, same) = try StoreBench(folder: memory).flatness(part, branches: branches, others: others)
        return Figure(
            name: "median \(part), \(name), \(same ? "same statements" : "OTHER STATEMENTS")", value: shown(ratio),
            aim: "≤ 1.50",
            json: .object([
                "figure": .string("flat-\(part)-\(branches.many)-\(others.many)"),
                "thousandths": .int(thousandths(ratio)),
                "same-statements": .bool(same),
            ]))
    }
}
measure {
    let (time, nothing) = try StartUpBench(folder: memory, program: program).tasks(open: 10_000)
    return Figure(
        name: "plenum tasks --as beside 10,000 open tasks, start to end; \(shown(time / nothing)) × /bin/true",
        value: shown(milliseconds(time)) + " ms", aim: "< 15 ms",
        json: .object([
            "figure": "start-up", "microseconds": .int(Int(milliseconds(time) * 1000)),
            "times-true-thousandths": .int(thousandths(time / nothing)),
        ]))
}
measure {
    let bytes = try CanonicalCase(folder: memory, program: program).bytesPerInstance()
    return Figure(
        name: "bytes of one more finished canonical case, log, tables and outbox", value: "\(bytes / 1000) kB",
        aim: "≤ 40 kB", json: .object(["figure": "bytes-per-instance", "bytes": .int(bytes)]))
}
measure("papers") {
    let run = try CallForPapers(folder: memory).run()
    return Figure(
        name:
            "call-for-papers whole, \(run.acts) acts of \(CallForPapers.people) people, last 100 answers over first 100",
        value: shown(run.flatness)
            + "; \(shown(run.total / .seconds(1))) s, \(run.letters) letters in \(shown(run.reminding / .seconds(1))) s, "
            + "peak \(run.peakBytes / 1_048_576) MiB, database \(run.databaseBytes / 1000) kB, \(run.events) events",
        aim: "≤ 1.50",
        json: .object([
            "figure": "call-for-papers", "thousandths": .int(thousandths(run.flatness)),
            "milliseconds": .int(Int(milliseconds(run.total))), "acts": .int(run.acts), "letters": .int(run.letters),
            "reminding-milliseconds": .int(Int(milliseconds(run.reminding))), "peak-bytes": .int(run.peakBytes),
            "database-bytes": .int(run.databaseBytes), "events": .int(run.events),
        ]))
}
// In memory, where no other program's writing is measured; what is held against a durable write, on the disk.
let reminders = ReminderBench(folder: memory, program: program)
measure("remind") {
    let (few, many) = try reminders.due(1000, few: 1000, many: 1_000_000)
    return Figure(
        name: "remind, 1,000 due among 1,000,000 open (\(shown(milliseconds(many))) ms) over among 1,000",
        value: shown(many / few), aim: "≤ 1.50",
        json: .object([
            "figure": "remind-due", "thousandths": .int(thousandths(many / few)),
            "microseconds": .int(Int(milliseconds(many) * 1000)),
        ]))
}
measure("remind") {
    let quiet = try ReminderBench(folder: disk, program: program).quiet(open: 1_000_000)
    let ratio = quiet.time / (quiet.start + quiet.write)
    return Figure(
        name:
            "remind, nothing due among 1,000,000 (\(shown(milliseconds(quiet.time))) ms), over starting plenum tasks and one durable row",
        value: "\(shown(ratio)); peak \(quiet.memory / 1024) MiB", aim: "≤ 1.50; < 64 MiB",
        json: .object([
            "figure": "remind-nothing", "thousandths": .int(thousandths(ratio)), "kibibytes": .int(quiet.memory),
            "microseconds": .int(Int(milliseconds(quiet.time) * 1000)),
        ]))
}
measure("remind") {
    let time = try reminders.peopleImport(7595)
    return Figure(
        name: "plenum people import of 7,595 people from CSV, start to end", value: shown(milliseconds(time)) + " ms",
        aim: "< 2000 ms",
        json: .object(["figure": "people-import", "microseconds": .int(Int(milliseconds(time) * 1000))]))
}

let report = JSON.array(figures.map(\.json)).prettyText + "\n"
try report.write(toFile: ".build/bench.json", atomically: true, encoding: .utf8)
print("\nAlso in .build/bench.json.")
