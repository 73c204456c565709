@echo off
rem Starts Strange Noise on Windows: strange-noise --help
rem
rem Respects JAVA_HOME; STRANGE_NOISE_JAVA_OPTS holds further options for the JVM. In a checkout it builds the program
rem when there is none; after a change of the sources, mvnw.cmd package builds it again.
setlocal EnableExtensions DisableDelayedExpansion

set "ROOT=%~dp0"
set "TARGET=%ROOT%app"
if exist "%TARGET%\strange-noise.jar" goto java
set "TARGET=%ROOT%src\studies\target"

:java
if not defined JAVA_HOME goto path
set "JAVA=%JAVA_HOME%\bin\java.exe"
if exist "%JAVA%" goto version
echo strange-noise: JAVA_HOME must name a JDK, 17 or newer, but "%JAVA_HOME%" has no bin\java.exe 1>&2
exit /b 2

:path
set "JAVA="
for /f "delims=" %%p in ('where java.exe 2^>nul') do if not defined JAVA set "JAVA=%%p"
if defined JAVA goto version
echo strange-noise: needs a JDK, 17 or newer, but found no java.exe; install one or set JAVA_HOME 1>&2
exit /b 2

:version
rem The first line is like: openjdk version "17.0.9" 2023-10-17
set "VERSION="
for /f "tokens=2,3" %%a in ('""%JAVA%" -version 2^>^&1"') do if "%%a"=="version" if not defined VERSION set "VERSION=%%~b"
set "MAJOR="
for /f "tokens=1 delims=.-+" %%m in ("%VERSION%") do set "MAJOR=%%m"
if not defined MAJOR goto unknown
if %MAJOR% GEQ 17 goto build

:unknown
echo strange-noise: needs a JDK, 17 or newer, but "%JAVA%" is version %VERSION% 1>&2
exit /b 2

:build
if exist "%TARGET%\strange-noise.jar" goto modules
echo strange-noise: building (the first time, Maven also downloads the libraries) 1>&2
pushd "%ROOT%"
call mvnw.cmd --batch-mode --quiet --no-transfer-progress --projects src/studies --also-make -Dmaven.test.skip -Dquick -Dspotless.check.skip -Djacoco.skip -Denforcer.skip package 1>&2
if errorlevel 1 goto failed
popd
goto modules

:failed
popd
echo strange-noise: the build failed 1>&2
exit /b 1

:modules
rem The commands that compute use the Vector API where this Java has it; the JVM then warns of an incubator module.
rem Arrays begin at multiples of 32 bytes, so that no register reaches over a line of the cache.
set "VECTOR="
if /i "%~1"=="run" goto vector
if /i "%~1"=="run-tasks" goto vector
if /i "%~1"=="serve" goto vector
if /i "%~1"=="explore" goto vector
if /i "%~1"=="bench" goto vector
goto start

:vector
for %%d in ("%JAVA%\..\..") do set "HOME_OF_JAVA=%%~fd"
if not exist "%HOME_OF_JAVA%\release" goto start
findstr /l /c:"jdk.incubator.vector" "%HOME_OF_JAVA%\release" >nul && set "VECTOR=--add-modules jdk.incubator.vector -XX:ObjectAlignmentInBytes=32"

:start
"%JAVA%" -XX:+UseSerialGC -XX:MaxNewSize=256m -XX:MaxRAMPercentage=75 -Djava.awt.headless=true -Xlog:disable %STRANGE_NOISE_JAVA_OPTS% %VECTOR% -jar "%TARGET%\strange-noise.jar" %*
exit /b %ERRORLEVEL%
