import Foundation
import Testing

/// Compares text with what is kept under `Tests/Snapshots/`. With `PLENUM_RECORD` set, or where nothing is kept yet,
/// it is written, and the test fails, so that nobody takes a recording for a passed test.
func expectSnapshot(_ text: String, _ name: String, file: String = #filePath) throws {
    let folder = URL(fileURLWithPath: file).resolvingSymlinksInPath()
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .appendingPathComponent("Snapshots")
    let path = folder.appendingPathComponent(name)
    let isRecording = ProcessInfo.processInfo.environment["PLENUM_RECORD"] != nil
    guard !isRecording, let kept = try? String(contentsOf: path, encoding: .utf8) else {
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        try text.write(to: path, atomically: true, encoding: .utf8)
        Issue.record("recorded \(name); look at it, commit it, and run again")
        return
    }
    let (old, new) = (kept.split(separator: "\n"), text.split(separator: "\n"))
    for line in new.difference(from: old) {
        switch line {
        case .remove(_, let text, _): Issue.record("\(name): no longer: \(text)")
        case .insert(_, let text, _): Issue.record("\(name): now: \(text)")
        }
    }
}
