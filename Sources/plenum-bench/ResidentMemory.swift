import Foundation

/// What the kernel says of this process's memory.
enum ResidentMemory {
    /// By how many bytes the memory in use grew at its peak while `body` ran; too few where memory that was freed
    /// earlier is used again, so measure this first.
    static func growth(_ body: () -> Void) -> Int {
        // 5 lets the kernel forget the peak so far (proc(5), clear_refs).
        try? "5".write(toFile: "/proc/self/clear_refs", atomically: false, encoding: .utf8)
        let before = kilobytes("VmRSS")
        body()
        return max(0, kilobytes("VmHWM") - before) * 1024
    }

    private static func kilobytes(_ name: String) -> Int {
        let status = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
        let line = status.split(separator: "\n").first { $0.hasPrefix(name + ":") }
        return line.flatMap { $0.split(separator: " ").dropFirst().first }.flatMap { Int($0) } ?? 0
    }
}
