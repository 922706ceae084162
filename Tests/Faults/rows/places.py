"""Places where a database is refused or may only be read, and for whom its files are made."""

import os
import stat

import notice
from column import Case
from invariants import ending
from program import Program
from rows.disks import can_mount, disk, mount

ACT = ["do", "002-2", "--as", "p1"]


def read_only_mount(home):
    """A file system that was mounted to be read: reading works where SQLite can, writing ends with 73."""
    problems = []
    with disk(home, 4096) as place:
        program = notice.start(place, 3)
        before = program.must("export")
        mount("-o", "remount,ro", place)
        files = contents(place)
        problems += refused(program.run(*ACT, now=notice.at()), 73, program.database)
        problems += refused(program.run("remind", now=notice.at()), 73, place)
        for words in (["verify"], ["tasks", "--as", "p1"], ["status"], ["export"]):
            ended = program.run(*words, now=notice.at())
            problems += ending(ended, 0, 73)
        if contents(place) != files:
            problems.append("a read-only file system was written to")
        mount("-o", "remount,rw", place)
        problems += ending(program.run("verify"), 0)
        if program.must("export") != before:
            problems.append("the database is not what it was")
        problems += ending(program.run(*ACT, now=notice.at()), 0)
    return problems


def read_only_copy(home):
    """A backup on a read-only file system can be read as it is."""
    program = notice.start(home, 3)
    before = program.must("export")
    problems = []
    with disk(home, 4096) as place:
        program.must("backup", f"{place}/plenum.db")
        mount("-o", "remount,ro", place)
        copy = Program(place)
        problems += ending(copy.run("verify"), 0)
        exported = copy.run("export")
        problems += ending(exported, 0)
        if exported.output != before:
            problems.append("the backup does not say what the database says")
        problems += refused(copy.run(*ACT, now=notice.at()), 73, copy.database)
    return problems


def read_only_file(home):
    """A file that its owner has made read-only; root may write it all the same, so another account acts."""
    program = notice.start(home, 3)
    for name in os.listdir(home):
        os.chown(f"{home}/{name}", 65534, 65534)
    os.chown(home, 65534, 65534)
    os.chmod(program.database, 0o400)
    allow_through(home)
    as_nobody = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"]
    problems = refused(program.run(*ACT, now=notice.at(), under=as_nobody), 73, program.database)
    problems += ending(program.run("tasks", "--as", "p1", now=notice.at(), under=as_nobody), 0)
    os.chmod(program.database, 0o600)
    problems += ending(program.run(*ACT, now=notice.at(), under=as_nobody), 0)
    return problems


def allow_through(folder):
    """Lets other accounts pass through the folders above."""
    parent = os.path.dirname(folder)
    while parent not in ("/", "/tmp"):
        os.chmod(parent, os.stat(parent).st_mode | 0o011)
        parent = os.path.dirname(parent)


def folder_open_to_others(home):
    """A folder in which others may write: refused with 78, nothing made."""
    problems = []
    for mode in (0o770, 0o707, 0o777):
        place = f"{home}/{mode:o}"
        os.mkdir(place)
        os.chmod(place, mode)
        notice.write_files(home, 3)
        ended = Program(place).run("people", "import", f"{home}/people.yaml", now=notice.at())
        problems += refused(ended, 78, place)
        if os.listdir(place):
            problems.append(f"something was made in a folder open to others: {os.listdir(place)}")
    return problems


def network_file_system(home):
    """Where the system says that the folder lies on NFS, SMB or 9P: refused with 78, nothing made."""
    problems = []
    notice.write_files(home, 3)
    os.mkdir(f"{home}/net", 0o700)
    program = Program(f"{home}/net")
    # The numbers of linux/magic.h as they lie in memory.
    for magic in ("69690000", "424d53ff", "97190201"):
        answer = f"inject=statfs,fstatfs:poke_exit=@arg2={magic}00000000"
        ended = program.run(
            "people", "import", f"{home}/people.yaml", now=notice.at(),
            under=["strace", "-f", "-qq", "-o", "/dev/null", "-e", answer],
        )  # fmt: skip
        problems += refused(ended, 78, f"{home}/net")
    if os.listdir(f"{home}/net"):
        problems.append("something was made on a network file system")
    return problems


def owner_alone(home):
    """Every file and folder that the program makes is for its owner, whatever the umask."""
    os.umask(0)
    try:
        program = notice.start(home, 3)
        program.must("remind", now=notice.at())
        program.must("backup", f"{home}/copy.db")
        Program(home, "back.db").must("restore", f"{home}/copy.db")
    finally:
        os.umask(0o022)
    problems = []
    given = {"people.yaml", "notice.yaml", "text.txt", "plenum.yaml"}
    for folder, folders, files in os.walk(home):
        for name in folders + [name for name in files if name not in given]:
            mode = stat.S_IMODE(os.lstat(f"{folder}/{name}").st_mode)
            if mode & 0o077:
                problems.append(f"{name} is open to others: {mode:o}")
    return problems


def foreign_files(home):
    """A file of another account beside the database, and links: refused with 78."""
    program = notice.start(home, 3)
    os.unlink(program.database + "-lock")
    os.symlink(f"{home}/text.txt", program.database + "-lock")
    return refused(program.run(*ACT, now=notice.at()), 78, "plenum.db-lock")


def refused(ended, status, name):
    problems = ending(ended, status)
    if name not in ended.errors:
        problems.append(f"the message does not name {name}: {ended}")
    return problems


def contents(folder):
    found = {}
    for name in os.listdir(folder):
        if os.path.isfile(f"{folder}/{name}"):
            with open(f"{folder}/{name}", "rb") as file:
                found[name] = file.read()
    return found


def cases(column, folder):
    places = [folder_open_to_others, network_file_system, owner_alone, foreign_files]
    if can_mount(folder):
        places += [read_only_mount, read_only_copy]
    else:
        column.remark("NOT RUN: read-only file systems have to be mounted, which needs root.")
    if os.geteuid() == 0:
        places.append(read_only_file)
    else:
        column.remark("NOT RUN: a read-only file is tried with another account, which needs root.")
    for number, place in enumerate(places, 1):
        if column.seed in (None, number):
            yield Case(place.__name__.replace("_", " "), number, place)
