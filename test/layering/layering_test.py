#!/usr/bin/env python3
"""Holds the code against the tables of lib/README.md: a room links only what the room table allows, a third-party header
is included only in its room, and no public header includes one at all."""
import os
import re
import sys

ROOT = sys.argv[1]

# Header prefix -> the rooms (or folders outside lib/) that may include it. lib/README.md, "One library, one room".
LIBRARIES = {
    'curl/': {'net'}, 'gumbo.h': {'html'}, 'sqlite3.h': {'store'}, 'unicode/': {'text', 'url'}, 'libpsl.h': {'url'}, 'libxml/': {'feed'},
    'yaml-cpp/': {'yaml'}, 'zlib.h': {'codec'}, 'brotli/': {'codec'}, 'zstd.h': {'codec'}, 'openssl/': {'crypto'},
    'seccomp.h': {'sandbox'}, 'systemd/': {'daemon'}, 'CLI/': {'daemon'},
    'spdlog/': {'net', 'store', 'archive', 'sandbox', 'config', 'daemon'},
    'nlohmann/': None,  # any .cpp
}

# lib/README.md, "Pure core": of these no room makes use but those that the top CMakeLists.txt lists.
THREADS = {'atomic', 'barrier', 'condition_variable', 'future', 'latch', 'mutex', 'pthread.h', 'semaphore', 'shared_mutex', 'stop_token', 'thread'}


def read(path):
    with open(path, encoding='utf-8') as file:
        return file.read()


def room_table():
    """Room -> the rooms it may use, from the table in lib/README.md."""
    rooms = {}
    for line in read(os.path.join(ROOT, 'lib/README.md')).splitlines():
        cells = [cell.strip() for cell in line.strip().strip('|').split('|')]
        if len(cells) == 4 and re.fullmatch(r'`\w+`', cells[0]):
            rooms[cells[0].strip('`')] = set(cells[3].split()) - {'std'}
    return rooms


def rooms_with_threads():
    return set(re.search(r'WEBCLIP_ROOMS_WITH_THREADS ([\w ]+)\)', read(os.path.join(ROOT, 'CMakeLists.txt')))[1].split())


def declared_links(room):
    text = read(os.path.join(ROOT, 'lib', room, 'CMakeLists.txt'))
    return set(re.findall(r'webclip::(\w+)', text))


def sources(folder):
    for base, _, names in os.walk(os.path.join(ROOT, folder)):
        for name in names:
            if name.endswith(('.h', '.cpp')):
                yield os.path.join(base, name)


def includes(path):
    return re.findall(r'^\s*#\s*include\s+[<"]([^>"]+)[>"]', read(path), re.M)


def library_of(header):
    return next((prefix for prefix in LIBRARIES if header == prefix or header.startswith(prefix) and prefix.endswith('/')), None)


def check_links(rooms, problems):
    made = sorted(name for name in os.listdir(os.path.join(ROOT, 'lib')) if os.path.isdir(os.path.join(ROOT, 'lib', name)))
    for room in made:
        if room not in rooms:
            problems.append(f'lib/{room}: not in the room table of lib/README.md')
            continue
        for used in sorted(declared_links(room) - {room} - rooms[room]):
            problems.append(f'lib/{room}/CMakeLists.txt: links webclip::{used}, which the room table does not allow')
    for room in sorted(set(rooms) - set(made)):
        problems.append(f'lib/README.md: room {room} has no folder')
    return made


def check_order(rooms, problems):
    """The table itself must have no cycle."""
    state = {}

    def visit(room, path):
        if state.get(room) == 'done':
            return
        if room in path:
            problems.append('lib/README.md: the rooms depend on each other: ' + ' > '.join(path[path.index(room):] + [room]))
            return
        for used in rooms.get(room, ()):
            visit(used, path + [room])
        state[room] = 'done'

    for room in rooms:
        visit(room, [])


def check_includes(made, problems):
    threaded = rooms_with_threads()
    for room in made:
        for path in sources(os.path.join('lib', room)):
            shown = os.path.relpath(path, ROOT)
            public = f'{os.sep}include{os.sep}' in path
            for header in includes(path):
                if header in THREADS and room not in threaded:
                    problems.append(f'{shown}: <{header}>, and the room has no threads')
                library = library_of(header)
                if library is None:
                    continue
                if public:
                    problems.append(f'{shown}: a public header includes <{header}>')
                elif library == 'nlohmann/' and path.endswith('.h'):
                    problems.append(f'{shown}: <{header}> belongs into .cpp files')
                elif LIBRARIES[library] is not None and room not in LIBRARIES[library]:
                    problems.append(f'{shown}: <{header}> belongs to {", ".join(sorted(LIBRARIES[library]))}')
    for path in sources('daemon'):
        for header in includes(path):
            library = library_of(header)
            if library and LIBRARIES[library] is not None and 'daemon' not in LIBRARIES[library]:
                problems.append(f'{os.path.relpath(path, ROOT)}: <{header}> belongs to {", ".join(sorted(LIBRARIES[library]))}')


def main():
    problems = []
    rooms = room_table()
    if len(rooms) < 10:
        problems.append('lib/README.md: the room table cannot be read')
    made = check_links(rooms, problems)
    check_order(rooms, problems)
    check_includes(made, problems)
    for problem in problems:
        print(problem)
    print(f'{len(made)} rooms looked at, {len(problems)} problems')
    return 1 if problems else 0


if __name__ == '__main__':
    sys.exit(main())
