import Foundation

struct ProgramFailed: Error {
    let status: Int32
    let error: String
}

/// Runs a program to its end and returns what it printed.
func run(_ program: String, _ arguments: [String], input: [UInt8] = []) throws -> [UInt8] {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: program)
    process.arguments = arguments
    let (given, printed, said) = (Pipe(), Pipe(), Pipe())
    process.standardInput = given
    process.standardOutput = printed
    process.standardError = said
    try process.run()
    given.fileHandleForWriting.write(Data(input))
    try given.fileHandleForWriting.close()
    let output = printed.fileHandleForReading.readDataToEndOfFile()
    let error = said.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else {
        throw ProgramFailed(status: process.terminationStatus, error: String(decoding: error, as: UTF8.self))
    }
    return Array(output)
}

/// A new folder, for the time of `body`.
func inFolder<Result>(_ body: (String) throws -> Result) throws -> Result {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("plenum-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    return try body(folder)
}

/// Writes a program of one file.
func write(_ text: String, to path: String) throws {
    try text.write(toFile: path, atomically: false, encoding: .utf8)
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: path)
}
