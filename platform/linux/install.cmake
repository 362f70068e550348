# SPDX-License-Identifier: EUPL-1.2
# Where everything goes when it is installed, and the Debian package (`cpack` in the build folder).
# The program finds share/wijkpeil beside its own folder (platform/linux/system.c).
if(NOT TARGET wijkpeil)
  return()
endif()
set(here ${CMAKE_SOURCE_DIR}/platform/linux)

install(TARGETS wijkpeil RUNTIME)
foreach(folder language style icons fonts framework calendar lens learning demo)
  install(DIRECTORY ${CMAKE_BINARY_DIR}/assets/${folder}
    DESTINATION ${CMAKE_INSTALL_DATADIR}/wijkpeil
    FILES_MATCHING PATTERN *.mo PATTERN *.json PATTERN *.svg PATTERN *.ttf PATTERN OFL.txt
                   PATTERN *.wijkpak PATTERN oefenwijk.txt
    PATTERN CMakeFiles EXCLUDE PATTERN data EXCLUDE)
endforeach()
install(FILES ${here}/be.wijkpeil.Wijkpeil.desktop
  DESTINATION ${CMAKE_INSTALL_DATADIR}/applications)
install(FILES ${here}/be.wijkpeil.Wijkpeil.metainfo.xml
  DESTINATION ${CMAKE_INSTALL_DATADIR}/metainfo)
install(FILES ${here}/be.wijkpeil.Wijkpeil.svg
  DESTINATION ${CMAKE_INSTALL_DATADIR}/icons/hicolor/scalable/apps)
install(FILES ${here}/copyright ${CMAKE_SOURCE_DIR}/LICENCE ${CMAKE_SOURCE_DIR}/README.md
              ${CMAKE_SOURCE_DIR}/CHANGELOG.md
  DESTINATION ${CMAKE_INSTALL_DATADIR}/doc/wijkpeil)

set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_NAME wijkpeil)
set(CPACK_PACKAGE_VENDOR "The Wijkpeil makers")
set(CPACK_PACKAGE_CONTACT "The Wijkpeil makers <makers@wijkpeil.invalid>")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "maps a neighbourhood and shows how digitally inclusive it is")
set(CPACK_PACKAGE_DESCRIPTION
"Wijkpeil is for coordinators and volunteers in Flanders and Brussels who map what the
places of a neighbourhood offer (wifi, computers, charging points, help, lessons) and want to know
what that means for the five pillars and 22 criteria of the Digitaal Inclusieve Wijk. It works with
fingers on a tablet, in Dutch, French and English, without a network and without an account, and
prints a scorecard.")
set(CPACK_RESOURCE_FILE_LICENSE ${CMAKE_SOURCE_DIR}/LICENCE)
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_STRIP_FILES ON)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SECTION education)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_PACKAGE_DEPENDS "libcurl4 (>= 7.85)") # loaded when a server is visited, so not linked
set(CPACK_DEBIAN_PACKAGE_RECOMMENDS "xdg-utils, libcups2")
set(CPACK_INSTALL_DEFAULT_DIRECTORY_PERMISSIONS
  OWNER_READ OWNER_WRITE OWNER_EXECUTE GROUP_READ GROUP_EXECUTE WORLD_READ WORLD_EXECUTE)
include(CPack)
