set(DUBAN_TESTS_LOG
    engine/log/damage_test.cpp
    engine/log/log_test.cpp
    engine/log/record_test.cpp
    engine/log/sqlite_log_test.cpp
    engine/log/writers_test.cpp)
