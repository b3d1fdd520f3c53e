#include "engine/log/reason.hpp"

#include <cerrno>
#include <system_error>

namespace duban::log {

text::Words reason(int error) {
    switch (error) {
        case EACCES:
        case EPERM: return {"没有权限", "permission denied"};
        case EISDIR: return {"这是一个目录", "it is a folder"};
        case ENOTDIR: return {"路径中间有一段不是目录", "a part of the path is no folder"};
        case ENOSPC: return {"磁盘已满", "no space left"};
        case EDQUOT: return {"超出了磁盘配额", "the disk quota is used up"};
        case EFBIG: return {"文件超过了允许的大小", "the file is larger than is allowed"};
        case EROFS: return {"只读的文件系统", "a read-only file system"};
        case ENOENT: return {"没有这个目录", "there is no such folder"};
        case ENAMETOOLONG: return {"名称太长", "the name is too long"};
        case ELOOP: return {"链接绕成了圈", "links that lead in a circle"};
        case EMFILE:
        case ENFILE: return {"打开的文件太多", "too many open files"};
        case EBUSY:
        case ETXTBSY: return {"正被别的程序使用", "another program is using it"};
        case EIO: return {"磁盘读写出错", "the disk failed"};
        case ENOLCK:
        case EOPNOTSUPP: return {"这个文件系统不能加锁", "this file system has no locks"};
        case ENXIO:
        case ENODEV: return {"没有这个设备", "there is no such device"};
        case EPIPE: return {"接收的一方已经关闭", "the other end is closed"};
        case ENOMEM: return {"内存不够", "out of memory"};
        case ESTALE:
        case ENOTCONN: return {"与共享目录的连接断了", "the connection to the share is lost"};
        default: return {"系统错误 " + std::to_string(error), std::generic_category().message(error)};
    }
}

}  // namespace duban::log
