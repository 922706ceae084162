import Foundation
import PlenumApp
import PlenumCore

/// How long the installed program takes to answer one person, as a multiple of starting the smallest program there is.
struct StartUpBench {
    let folder: String
    /// The program to measure.
    let program: String

    /// Medians of `plenum tasks --as` beside so many open tasks, and of `/bin/true`, run in turns.
    func tasks(open: Int, runs: Int = 40) throws -> (program: Duration, nothing: Duration) {
        let database = folder + "/start-up.db"
        try FanOutCase(folder: folder).make(at: database, branches: 10, others: open)
        var (ours, theirs) = ([Duration](), [Duration]())
        for _ in 0..<runs {
            ours.append(
                try run(program, ["tasks", "--as", "secretary", "--database", database, "--format", "json"]))
            theirs.append(try run("/bin/true", []))
        }
        return (ours.median, theirs.median)
    }

    struct Failed: Error {
        let status: Int32
    }

    private func run(_ path: String, _ arguments: [String]) throws -> Duration {
        let process = Process()
        process.executableURL = URL(filePath: path)
        process.arguments = arguments
        process.standardOutput = FileHandle.nullDevice
        let time = try ContinuousClock().measure {
            try process.run()
            process.waitUntilExit()
        }
        guard process.terminationStatus == 0 else { throw Failed(status: process.terminationStatus) }
        return time
    }
}
