#include "fault_vfs.h"

#include <sqlite3.h>

#include <algorithm>
#include <mutex>
#include <new>
#include <stdexcept>
#include <vector>

namespace webclip::store {

struct FaultVfs::State {
    struct Write {
        std::size_t at = 0;
        std::string bytes;
    };
    struct File {
        std::string synced;
        std::vector<Write> since;
    };

    // Whether the operation that is about to happen fails.
    bool strikes() {
        const std::lock_guard<std::mutex> lock{mutex};
        if (countdown <= 0 && !(is_lasting && has_failed)) return false;
        if (countdown > 0 && --countdown > 0) return false;
        has_failed = true;
        return true;
    }

    std::mutex mutex;
    sqlite3_vfs vfs{};
    sqlite3_vfs* real = nullptr;
    int countdown = 0;
    bool is_lasting = false;
    bool has_failed = false;
    int code = 0;
    std::map<std::string, File> files;
};

namespace {

// A file of ours; the real one's lies behind it in the memory that SQLite provides.
struct LayerFile {
    sqlite3_file base;
    sqlite3_file* real;
    FaultVfs::State* state;
    const char* name;  // of the main database and its log: lives as long as the file; null otherwise
};

LayerFile& layer(sqlite3_file* file) {
    return *reinterpret_cast<LayerFile*>(file);
}
sqlite3_file* below(sqlite3_file* file) {
    return layer(file).real;
}
const sqlite3_io_methods& methods(sqlite3_file* file) {
    return *below(file)->pMethods;
}

int write(sqlite3_file* file, const void* bytes, int size, sqlite3_int64 at) {
    FaultVfs::State& state = *layer(file).state;
    if (state.strikes()) return state.code;
    if (layer(file).name != nullptr) {
        const std::lock_guard<std::mutex> lock{state.mutex};
        state.files[layer(file).name].since.push_back(
            {static_cast<std::size_t>(at),
             std::string(static_cast<const char*>(bytes), static_cast<std::size_t>(size))});
    }
    return methods(file).xWrite(below(file), bytes, size, at);
}

int sync(sqlite3_file* file, int flags) {
    FaultVfs::State& state = *layer(file).state;
    if (state.strikes()) return state.code == SQLITE_FULL ? SQLITE_IOERR_FSYNC : state.code;
    const int code = methods(file).xSync(below(file), flags);
    if (code != SQLITE_OK || layer(file).name == nullptr) return code;
    sqlite3_int64 size = 0;
    methods(file).xFileSize(below(file), &size);
    std::string content(static_cast<std::size_t>(size), '\0');
    if (size > 0) methods(file).xRead(below(file), content.data(), static_cast<int>(size), 0);
    const std::lock_guard<std::mutex> lock{state.mutex};
    state.files[layer(file).name] = {std::move(content), {}};
    return code;
}

int truncate(sqlite3_file* file, sqlite3_int64 size) {
    FaultVfs::State& state = *layer(file).state;
    if (state.strikes()) return SQLITE_IOERR_TRUNCATE;
    return methods(file).xTruncate(below(file), size);
}

int close(sqlite3_file* file) {
    return methods(file).xClose(below(file));
}
int read(sqlite3_file* file, void* bytes, int size, sqlite3_int64 at) {
    return methods(file).xRead(below(file), bytes, size, at);
}
int file_size(sqlite3_file* file, sqlite3_int64* size) {
    return methods(file).xFileSize(below(file), size);
}
int lock(sqlite3_file* file, int level) {
    return methods(file).xLock(below(file), level);
}
int unlock(sqlite3_file* file, int level) {
    return methods(file).xUnlock(below(file), level);
}
int check_lock(sqlite3_file* file, int* out) {
    return methods(file).xCheckReservedLock(below(file), out);
}
int control(sqlite3_file* file, int op, void* argument) {
    return methods(file).xFileControl(below(file), op, argument);
}
int sector_size(sqlite3_file* file) {
    return methods(file).xSectorSize(below(file));
}
int characteristics(sqlite3_file* file) {
    return methods(file).xDeviceCharacteristics(below(file));
}
int shm_map(sqlite3_file* file, int page, int size, int extend, void volatile** out) {
    return methods(file).xShmMap(below(file), page, size, extend, out);
}
int shm_lock(sqlite3_file* file, int offset, int n, int flags) {
    return methods(file).xShmLock(below(file), offset, n, flags);
}
void shm_barrier(sqlite3_file* file) {
    methods(file).xShmBarrier(below(file));
}
int shm_unmap(sqlite3_file* file, int remove) {
    return methods(file).xShmUnmap(below(file), remove);
}

const sqlite3_io_methods layer_methods = {
    2,         close,      read,    write,       truncate,        sync,    file_size, lock,
    unlock,    check_lock, control, sector_size, characteristics, shm_map, shm_lock,  shm_barrier,
    shm_unmap, nullptr,    nullptr};

FaultVfs::State& state_of(sqlite3_vfs* vfs) {
    return *static_cast<FaultVfs::State*>(vfs->pAppData);
}

int open(sqlite3_vfs* vfs, const char* name, sqlite3_file* file, int flags, int* out_flags) {
    FaultVfs::State& state = state_of(vfs);
    auto* bytes = reinterpret_cast<char*>(file);
    auto* real = reinterpret_cast<sqlite3_file*>(bytes + sizeof(LayerFile));
    const bool is_watched = (flags & (SQLITE_OPEN_MAIN_DB | SQLITE_OPEN_WAL)) != 0;
    new (bytes) LayerFile{{nullptr}, real, &state, is_watched ? name : nullptr};
    const int code = state.real->xOpen(state.real, name, real, flags, out_flags);
    // Closed by SQLite only where methods are set; the real layer sets its own even after some failures.
    layer(file).base.pMethods = real->pMethods == nullptr ? nullptr : &layer_methods;
    return code;
}

int remove(sqlite3_vfs* vfs, const char* name, int sync_folder) {
    FaultVfs::State& state = state_of(vfs);
    if (state.strikes()) return SQLITE_IOERR_DELETE;
    {
        const std::lock_guard<std::mutex> lock{state.mutex};
        state.files.erase(name);
    }
    return state.real->xDelete(state.real, name, sync_folder);
}

}  // namespace

FaultVfs::FaultVfs() : state_(std::make_unique<State>()) {
    state_->real = sqlite3_vfs_find(nullptr);
    state_->vfs = *state_->real;  // the other functions take the real one's data, which is shared
    state_->vfs.zName = "webclip-fault";
    state_->vfs.szOsFile = static_cast<int>(sizeof(LayerFile)) + state_->real->szOsFile;
    state_->vfs.xOpen = open;
    state_->vfs.xDelete = remove;
    state_->vfs.pAppData = state_.get();
    // The unix layer keeps data of its own in pAppData and hands it to xOpen alone, which gets the real one
    // from us.
    if (sqlite3_vfs_register(&state_->vfs, 1) != SQLITE_OK) throw std::runtime_error("cannot register a VFS");
}

FaultVfs::~FaultVfs() {
    sqlite3_vfs_unregister(&state_->vfs);
    sqlite3_vfs_register(state_->real, 1);
}

void FaultVfs::fail(int n, FaultKind kind, int code) {
    const std::lock_guard<std::mutex> lock{state_->mutex};
    state_->countdown = n;
    state_->is_lasting = kind == FaultKind::from_then_on;
    state_->has_failed = false;
    state_->code = code;
}

void FaultVfs::heal() {
    const std::lock_guard<std::mutex> lock{state_->mutex};
    state_->countdown = 0;
    state_->is_lasting = false;
}

bool FaultVfs::has_failed() const {
    const std::lock_guard<std::mutex> lock{state_->mutex};
    return state_->has_failed;
}

std::map<std::string, std::string> FaultVfs::after_power_cut(const std::filesystem::path& folder,
                                                             std::mt19937& random) const {
    constexpr std::size_t sector = 512;
    const std::lock_guard<std::mutex> lock{state_->mutex};
    std::map<std::string, std::string> left;
    for (const auto& [name, file] : state_->files) {
        if (std::filesystem::path{name}.parent_path() != folder) continue;
        std::string content = file.synced;
        for (const State::Write& write : file.since) {
            for (std::size_t at = 0; at < write.bytes.size(); at += sector) {
                if (random() % 2 == 0) continue;
                const std::string piece = write.bytes.substr(at, sector);
                content.resize(std::max(content.size(), write.at + at + piece.size()));
                content.replace(write.at + at, piece.size(), piece);
            }
        }
        left[std::filesystem::path{name}.filename().string()] = std::move(content);
    }
    return left;
}

}  // namespace webclip::store
