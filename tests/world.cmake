set(DUBAN_TESTS_WORLD
  engine/csv/record_test.cpp
  engine/units/read_units_test.cpp
  engine/units/tree_test.cpp
  engine/calendar/calendar_test.cpp
  engine/calendar/period_test.cpp
  engine/calendar/read_calendar_test.cpp)
