internal import CPlenumSQLite
internal import Foundation

/// The file systems on which a database is refused.
enum FileSystems {
    /// By the number that `statfs` gives (linux/magic.h): locks and shared memory do not hold between machines.
    private static let network: [Int: String] = [
        0x6969: "nfs", 0x517B: "smb", 0xFF53_4D42: "cifs", 0xFE53_4D42: "smb2", 0x564C: "ncp",
        0x5346_414F: "afs", 0x6B41_4653: "afs", 0x7375_7245: "coda", 0x0102_1997: "9p", 0x00C3_6400: "ceph",
        0x0BD0_0BD0: "lustre", 0x4750_4653: "gpfs", 0x0116_1970: "gfs2", 0x7461_636F: "ocfs2",
    ]

    static func check(_ folder: String) throws {
        if let name = network[Int(plenum_file_system_type(folder))] {
            throw StoreError.networkFileSystem(path: folder, type: name)
        }
    }

    /// Whether the file system that holds the path has no room left.
    static func isFull(_ path: String) -> Bool {
        var status = statvfs()
        return statvfs(path, &status) == 0 && status.f_bavail < 16
    }
}
