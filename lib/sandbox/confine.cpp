#include "confine.h"

#include <seccomp.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

#include <cerrno>
#include <initializer_list>
#include <memory>
#include <system_error>

namespace webclip::sandbox {
namespace {

#ifdef WEBCLIP_SANITIZED
constexpr bool is_sanitizer_build = true;
#else
constexpr bool is_sanitizer_build = false;
#endif

[[noreturn]] void fail(int error, const char* what) {
    throw std::system_error(error, std::generic_category(), what);
}

void limit(__rlimit_resource resource, rlim_t value) {
    const rlimit both{value, value};
    if (setrlimit(resource, &both) != 0) fail(errno, "setrlimit");
}

void limit_resources(ByteSize address_space) {
    limit(RLIMIT_CORE, 0);
    limit(RLIMIT_FSIZE, 0);
    limit(RLIMIT_NPROC, 0);
    limit(RLIMIT_NOFILE, 0);  // what is open stays open
    // Sanitizers reserve terabytes of addresses for their shadow.
    if (!is_sanitizer_build) limit(RLIMIT_AS, address_space.bytes());
}

struct ReleaseFilter {
    void operator()(void* filter) const { seccomp_release(filter); }
};
using Filter = std::unique_ptr<void, ReleaseFilter>;

void add(const Filter& filter, std::uint32_t action, int call) {
    const int result = seccomp_rule_add_array(filter.get(), action, call, 0, nullptr);
    if (result != 0) fail(-result, "seccomp_rule_add");
}

void add(const Filter& filter, std::uint32_t action, int call,
         std::initializer_list<scmp_arg_cmp> arguments) {
    const int result = seccomp_rule_add_array(filter.get(), action, call,
                                              static_cast<unsigned>(arguments.size()), arguments.begin());
    if (result != 0) fail(-result, "seccomp_rule_add");
}

scmp_arg_cmp argument_is(unsigned index, std::uint64_t value) {
    return {index, SCMP_CMP_EQ, value, 0};
}
scmp_arg_cmp argument_lacks(unsigned index, std::uint64_t bits) {
    return {index, SCMP_CMP_MASKED_EQ, bits, 0};
}

// Memory (never executable), time, random bytes, its own socket, its own end.
void allow_what_is_needed(const Filter& filter) {
    for (const int call :
         {SCMP_SYS(munmap),      SCMP_SYS(mremap),          SCMP_SYS(madvise),        SCMP_SYS(brk),
          SCMP_SYS(futex),       SCMP_SYS(clock_gettime),   SCMP_SYS(clock_getres),   SCMP_SYS(gettimeofday),
          SCMP_SYS(time),        SCMP_SYS(getrandom),       SCMP_SYS(getrusage),      SCMP_SYS(sysinfo),
          SCMP_SYS(sched_yield), SCMP_SYS(rt_sigreturn),    SCMP_SYS(rt_sigprocmask), SCMP_SYS(getpid),
          SCMP_SYS(gettid),      SCMP_SYS(restart_syscall), SCMP_SYS(exit),           SCMP_SYS(exit_group)}) {
        add(filter, SCMP_ACT_ALLOW, call);
    }
    add(filter, SCMP_ACT_ALLOW, SCMP_SYS(mmap), {argument_lacks(2, PROT_EXEC)});
    add(filter, SCMP_ACT_ALLOW, SCMP_SYS(mprotect), {argument_lacks(2, PROT_EXEC)});
    add(filter, SCMP_ACT_ALLOW, SCMP_SYS(read), {argument_is(0, socket_fd)});
    add(filter, SCMP_ACT_ALLOW, SCMP_SYS(pread64), {argument_is(0, memory_fd)});
    for (const int call : {SCMP_SYS(write), SCMP_SYS(writev)}) {
        add(filter, SCMP_ACT_ALLOW, call, {argument_is(0, socket_fd)});
        add(filter, SCMP_ACT_ALLOW, call, {argument_is(0, STDERR_FILENO)});
    }
    // abort() signals itself, so that the daemon sees what happened; nobody else can be signalled.
    const auto self = static_cast<std::uint64_t>(getpid());
    add(filter, SCMP_ACT_ALLOW, SCMP_SYS(tgkill), {argument_is(0, self)});
}

// Libraries look for files (time zones, converters, locales) where they have a fallback without: they are
// told "no" instead of being killed.
void refuse_what_libraries_try(const Filter& filter) {
    for (const int call : {SCMP_SYS(open), SCMP_SYS(openat), SCMP_SYS(stat), SCMP_SYS(lstat), SCMP_SYS(fstat),
                           SCMP_SYS(newfstatat), SCMP_SYS(statx), SCMP_SYS(access), SCMP_SYS(faccessat),
                           SCMP_SYS(faccessat2), SCMP_SYS(readlink), SCMP_SYS(readlinkat), SCMP_SYS(getcwd),
                           SCMP_SYS(ioctl), SCMP_SYS(lseek), SCMP_SYS(fcntl), SCMP_SYS(close)}) {
        add(filter, SCMP_ACT_ERRNO(EACCES), call);
    }
}

// Sanitizers make calls of their own, to map shadow memory and to report: there only what would reach out of
// the process is forbidden.
void forbid_reaching_out(const Filter& filter) {
    for (const int call :
         {SCMP_SYS(execve), SCMP_SYS(execveat), SCMP_SYS(socket), SCMP_SYS(connect), SCMP_SYS(bind),
          SCMP_SYS(sendmsg), SCMP_SYS(recvmsg), SCMP_SYS(kill), SCMP_SYS(mount), SCMP_SYS(unlink),
          SCMP_SYS(unlinkat), SCMP_SYS(rename), SCMP_SYS(mkdir)}) {
        add(filter, SCMP_ACT_KILL_PROCESS, call);
    }
}

void filter_system_calls() {
    const Filter filter{seccomp_init(is_sanitizer_build ? SCMP_ACT_ALLOW : SCMP_ACT_KILL_PROCESS)};
    if (!filter) fail(ENOMEM, "seccomp_init");
    if (is_sanitizer_build) {
        forbid_reaching_out(filter);
    } else {
        allow_what_is_needed(filter);
        refuse_what_libraries_try(filter);
    }
    const int result = seccomp_load(filter.get());
    if (result != 0) fail(-result, "seccomp_load");
}

}  // namespace

void confine(ByteSize address_space) {
    // No PR_SET_PDEATHSIG: it fires when the thread that started the reader ends, and any worker thread may
    // replace a reader. A reader whose daemon died sees the end of its socket, or, busy, its RLIMIT_CPU.
    if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0) fail(errno, "PR_SET_NO_NEW_PRIVS");
    if (prctl(PR_SET_DUMPABLE, 0, 0, 0, 0) != 0) fail(errno, "PR_SET_DUMPABLE");
    limit_resources(address_space);
    filter_system_calls();
}

}  // namespace webclip::sandbox
